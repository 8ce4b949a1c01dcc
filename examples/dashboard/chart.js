import { drawn } from './element.js';
import { ask } from './gateway.js';

const DAY = 86_400_000;
const DAYS = 14;
const [WIDTH, HEIGHT] = [280, 90];

/** One count a day: the gateway takes them all in a single aggregation, whatever their number. */
const countsQuery = (days) =>
  `query Counts($filter: ArticleFilter!) { ${days
    .map(
      (day, at) =>
        `day${at}: articles(filter: { and: [$filter, { publishedAt: { from: "${day.toISOString()}", until: "${new Date(day.getTime() + DAY).toISOString()}" } }] }) { totalCount }`,
    )
    .join(' ')} }`;

/** How many stories were published on each of the last days, the oldest first. */
export const readCounts = async (filter) => {
  const today = Math.floor(Date.now() / DAY) * DAY;
  const days = Array.from({ length: DAYS }, (_, at) => new Date(today - (DAYS - 1 - at) * DAY));
  const counts = await ask(countsQuery(days), { filter });
  return days.map((day, at) => ({
    day: day.toISOString().slice(0, 10),
    count: counts[`day${at}`].totalCount,
  }));
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
