import { readMonth, showMonth } from './calendar.js';
import { readCounts, showCounts } from './chart.js';
import { saveDraft } from './commands.js';
import { chosenIn, fillFilter } from './filter.js';
import { ask, Refused, setToken, token } from './gateway.js';
import { readStories, showStories } from './story-list.js';
import { readStory, showStory } from './story-panel.js';
import { createUpdates } from './updates.js';

const GATHER_MS = 50;
const at = (id) => document.getElementById(id);
const [filter, draft, more] = [at('filter'), at('draft'), at('more')];
const tokenField = document.querySelector('input[name=token]');
const state = { stories: [], after: null, chosen: null };

const tell = (words) => {
  at('trouble').textContent = words;
  at('trouble').hidden = words === '';
};

/** Runs what a person asked for; what goes wrong is said at the top. */
const attempt = async (act) => {
  try {
    tell('');
    await act();
  } catch (error) {
    tell(error instanceof Refused ? error.message : 'The gateway cannot be reached.');
  }
};

const list = () => showStories(at('stories'), state.stories, state.chosen, choose);

const showChosen = async () =>
  showStory(at('story'), state.chosen === null ? null : await readStory(state.chosen), done);

/** Everything that is on the page, read again: the list no further down than it was. */
const refresh = async () => {
  const wanted = chosenIn(filter);
  const [page, counts, month] = await Promise.all([readStories(wanted), readCounts(wanted), readMonth()]);
  state.stories = page.nodes;
  state.after = page.pageInfo.endCursor;
  more.hidden = !page.pageInfo.hasNextPage;
  list();
  showCounts(at('chart'), counts);
  showMonth(at('month'), at('calendar'), month, choose);
};

/** Several things that are written at once are read once. */
let reading = null;
const follow = () => {
  reading ??= new Promise((resolve) => setTimeout(resolve, GATHER_MS)).then(() => {
    reading = null;
    return refresh();
  });
  reading.catch(() => {}); // The line says so, and opens again.
};

// What an editor is writing in the panel stays: only the list, the counts and the calendar follow what others do.
const updates = createUpdates(follow, (fresh) => {
  at('freshness').textContent = fresh ? 'live' : 'the gateway does not answer';
});

const choose = (id) =>
  attempt(async () => {
    state.chosen = id;
    list();
    await showChosen();
    at('story').scrollIntoView({ block: 'nearest' });
  });

const done = async ({ article, trouble }) => {
  await attempt(async () => {
    if (trouble === '' && article !== null) state.chosen = article.id;
    await refresh();
    await showChosen();
  });
  if (trouble !== '') tell(trouble);
};

const begin = () =>
  attempt(async () => {
    const { viewer } = await ask('{ viewer { tier roles } }');
    at('viewer').textContent = viewer.roles.join(', ').toLowerCase();
    if (viewer.roles.length === 0) return tell('The desk is for editors: paste a token.');
    await fillFilter(filter);
    await refresh();
    updates.start();
  });

tokenField.value = token();
tokenField.addEventListener('change', () => {
  setToken(tokenField.value);
  begin();
});
filter.addEventListener('change', () => attempt(refresh));
more.addEventListener('click', () =>
  attempt(async () => {
    const page = await readStories(chosenIn(filter), state.after);
    state.stories = [...state.stories, ...page.nodes];
    state.after = page.pageInfo.endCursor;
    more.hidden = !page.pageInfo.hasNextPage;
    list();
  }),
);
draft.addEventListener('submit', (event) => {
  event.preventDefault();
  attempt(async () => {
    const { headline, text } = Object.fromEntries(new FormData(draft));
    const came = await saveDraft(headline, text);
    if (came.trouble === '') draft.reset();
    await done(came);
  });
});

await begin();
