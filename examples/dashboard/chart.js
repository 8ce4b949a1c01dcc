import { drawn } from './element.js';
import { ask } from './gateway.js';

const DAY = 86_400_000;
const DAYS = 14;
const [WIDTH, HEIGHT] = [280, 90];

const COUNTS = `query Counts($filter: ArticleFilter, $from: DateTime!) { desk {
  counts(by: DAY, filter: $filter, from: $from) { day count }
} }`;

/** How many stories there are of each of the last days, the oldest first, days without any among them. */
export const readCounts = async ({ filter }) => {
  const today = Math.floor(Date.now() / DAY) * DAY;
  const from = new Date(today - (DAYS - 1) * DAY).toISOString();
  return (await ask(COUNTS, { filter, from })).desk.counts;
};

export const showCounts = (place, counts) => {
  const most = Math.max(1, ...counts.map(({ count }) => count));
  const step = WIDTH / counts.length;
  const bars = counts.flatMap(({ day, count }, at) => {
    const height = (count / most) * (HEIGHT - 26);
    const [x, y] = [at * step, HEIGHT - 12 - height];
    return [
      drawn('rect', { x: x + 2, y, width: step - 4, height, 'data-day': day, 'data-count': count }),
      drawn('text', { x: x + step / 2, y: y - 2, 'text-anchor': 'middle' }, count === 0 ? '' : String(count)),
      drawn('text', { x: x + step / 2, y: HEIGHT - 2, 'text-anchor': 'middle' }, day.slice(8)),
    ];
  });
  const words = `Stories a day: ${counts.map(({ day, count }) => `${day}: ${count}`).join(', ')}`;
  place.replaceChildren(
    drawn('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': words }, ...bars),
  );
};
