import { correct, publish, retract } from './commands.js';
import { element } from './element.js';
import { ask } from './gateway.js';

const STORY = `query Story($id: ID!) { article(id: $id) {
  id version status headline standfirst url publishedAt updatedAt embargoedUntil
  corrections { at content { plain } }
  body { ... on FullBody { text } }
} }`;

export const readStory = async (id) => (await ask(STORY, { id })).article;

const PUBLISHABLE = ['DRAFT', 'SUBMITTED', 'SCHEDULED'];

const form = (id, fields, words, grave, act) =>
  element(
    'form',
    {
      id,
      onsubmit: (event) => {
        event.preventDefault();
        act(Object.fromEntries(new FormData(event.target)));
      },
    },
    ...fields,
    element('button', { type: 'submit', ...(grave && { class: 'grave' }) }, words),
  );
const field = (label, name, required) =>
  element('label', {}, label, element('textarea', { name, rows: '2', ...(required && { required: '' }) }));

/** Whole words of the first two hundred characters. */
const beginning = (text) => (text.length <= 200 ? text : `${text.slice(0, 200).replace(/\s+\S*$/, '')} …`);

/** The story that was chosen, and what may be done with it. `done` is told what came of a command. */
export const showStory = (place, story, done) => {
  place.hidden = story === null;
  if (story === null) return;
  const run = async (act) => done(await act());
  const actions = [];
  if (PUBLISHABLE.includes(story.status))
    actions.push(form('publish', [], 'Publish', false, () => run(() => publish(story))));
  if (story.status === 'PUBLISHED') {
    actions.push(
      form(
        'correct',
        [field('What was wrong', 'note', true), field('Headline from now on, if it changes', 'headline')],
        'Correct',
        false,
        ({ note, headline }) => run(() => correct(story, note, headline)),
      ),
      form('retract', [field('Why it is taken back', 'note', true)], 'Take back', true, ({ note }) =>
        run(() => retract(story, note)),
      ),
    );
  }
  place.replaceChildren(
    element('h2', {}, story.headline),
    element('p', {}, `${story.status.toLowerCase()}, version ${story.version}`),
    element('p', {}, beginning(story.body.text ?? '')),
    ...story.corrections.map(({ at, content }) =>
      element('p', { class: 'correction' }, `${at.slice(0, 10)}: ${content.plain}`),
    ),
    ...actions,
  );
};
