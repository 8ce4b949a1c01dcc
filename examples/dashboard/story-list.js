import { element } from './element.js';
import { ask } from './gateway.js';

const NODES = `totalCount pageInfo { hasNextPage endCursor }
  nodes { id version status headline publishedAt byline { text } section { name } }`;
const STORIES = `query Stories($filter: ArticleFilter, $after: String) { desk {
  stories: articles(first: 30, after: $after, filter: $filter, orderBy: { field: UPDATED_AT, direction: DESC }) { ${NODES} }
} }`;
const WORKLIST = `query Worklist($filter: ArticleFilter, $after: String, $kind: WorklistKind!) { desk {
  stories: worklist(first: 30, after: $after, filter: $filter, kind: $kind) { ${NODES} }
} }`;

/** A page of the list, what was changed last first; of a worklist, if one was chosen, in its own order. */
export const readStories = async ({ filter, kind }, after = null) => {
  const { desk } = await (kind === null
    ? ask(STORIES, { filter, after })
    : ask(WORKLIST, { filter, kind, after }));
  return desk.stories;
};

const moment = (text) => (text === null ? '' : text.slice(0, 16).replace('T', ' '));

/** A story as a row of the table. */
const rowOf = (story, chosen, choose) =>
  element(
    'tr',
    {
      'data-id': story.id,
      'aria-selected': String(story.id === chosen),
      tabindex: '0',
      onclick: () => choose(story.id),
      onkeydown: ({ key }) => key === 'Enter' && choose(story.id),
    },
    element(
      'td',
      {},
      element('span', { dir: 'auto' }, story.headline),
      element('small', {}, [story.section?.name, story.byline.text].filter(Boolean).join(' · ')),
    ),
    element('td', {}, element('span', { class: `status ${story.status}` }, story.status.toLowerCase())),
    element('td', { class: 'moment' }, moment(story.publishedAt)),
    element('td', {}, String(story.version)),
  );

/** Whoever goes through the list by keyboard stays at their row when it is shown anew. */
export const showStories = (body, stories, chosen, choose) => {
  const at = body.contains(document.activeElement) ? document.activeElement.dataset.id : undefined;
  body.replaceChildren(...stories.map((story) => rowOf(story, chosen, choose)));
  if (at !== undefined) body.querySelector(`[data-id="${at}"]`)?.focus({ preventScroll: true });
};
