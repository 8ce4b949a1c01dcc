import { element } from './element.js';
import { ask } from './gateway.js';

const MONTH = `query Month($from: DateTime!, $to: DateTime!) { desk {
  calendar(from: $from, to: $to) { at kind article { id headline } }
} }`;
const DAY = 86_400_000;
const NAMES = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];

/** What happens this month: stories put live, due, and embargoes that lift. */
export const readMonth = async () => {
  const now = new Date();
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  const until = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
  const { desk } = await ask(MONTH, { from: from.toISOString(), to: until.toISOString() });
  return { from, until, entries: desk.calendar };
};

export const showMonth = (title, place, { from, until, entries }, choose) => {
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
      ...entries
        .filter(({ at }) => at.startsWith(day))
        .map(({ kind, article: { id, headline } }) =>
          element(
            'button',
            { type: 'button', class: kind, title: headline, onclick: () => choose(id) },
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
