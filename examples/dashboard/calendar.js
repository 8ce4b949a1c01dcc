import { element } from './element.js';
import { ask } from './gateway.js';

const MONTH = `query Month($filter: ArticleFilter!) {
  articles(first: 100, filter: $filter) { nodes { id headline status publishedAt } }
}`;
const DAY = 86_400_000;
const NAMES = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];

/** This month's stories by day, those still to come with the rest. */
export const readMonth = async (filter) => {
  const now = new Date();
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  const until = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
  const inMonth = { publishedAt: { from: from.toISOString(), until: until.toISOString() } };
  const { articles } = await ask(MONTH, { filter: { and: [filter, inMonth] } });
  return { from, until, stories: articles.nodes };
};

export const showMonth = (title, place, { from, until, stories }, choose) => {
  title.textContent = from.toLocaleDateString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const today = new Date().toISOString().slice(0, 10);
  const before = (from.getUTCDay() + 6) % 7;
  const days = Array.from({ length: (until - from) / DAY }, (_, at) =>
    new Date(from.getTime() + at * DAY).toISOString().slice(0, 10),
  );
  const cell = (day) =>
    element(
      'div',
      { 'data-day': day, ...(day === today && { class: 'today' }) },
      String(Number(day.slice(8))),
      ...stories
        .filter(({ publishedAt }) => publishedAt.startsWith(day))
        .map(({ id, headline, status }) =>
          element(
            'button',
            { type: 'button', class: status, title: headline, onclick: () => choose(id) },
            headline,
          ),
        ),
    );
  place.replaceChildren(
    element(
      'div',
      { class: 'month' },
      ...NAMES.map((name) => element('div', { class: 'name' }, name)),
      ...Array.from({ length: before }, () => element('div')),
      ...days.map(cell),
    ),
  );
};
