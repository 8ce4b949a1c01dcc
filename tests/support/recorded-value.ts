import { richTextsOf } from '../../src/content/body-render.ts';
import type { ArticleRecord, BlockRecord } from '../../src/content/records.ts';
import type { SampleNewsroom } from '../../src/ingest/seed-newsroom.ts';

type Shown = Readonly<Record<string, unknown>>;

const entriesOf = (blocks: readonly BlockRecord[]) =>
  blocks.flatMap((block) => (block.type === 'LiveEntry' ? [block] : []));

/**
 * What the sample newsroom has where an answer has `null`: `shown` is the object that the `null` stands in, `field` its name. `null` if there is nothing indeed, `undefined` if this
 * oracle doesn't know the place, which a test must count as a fault.
 */
export const recordedValue = (newsroom: SampleNewsroom, path: string, shown: Shown): unknown => {
  const field = path.split('.').at(-1) ?? '';
  const story = (): ArticleRecord | undefined =>
    newsroom.articles.find(({ url, headline }) => url === shown['url'] || headline === shown['headline']);
  const spans = () =>
    newsroom.articles
      .flatMap(({ blocks }) => blocks.flatMap(richTextsOf))
      .flat()
      .filter(({ text }) => text === shown['text']);
  const sections = () =>
    newsroom.editions.flatMap((edition) => edition.sections).filter(({ title }) => title === shown['title']);
  if (/\.spans\.href$/.test(path)) return spans().find(({ href }) => href !== null) ?? null;
  if (/\.spans\.article$/.test(path)) return spans().find(({ articleId }) => articleId !== null) ?? null;
  if (/\.tokens\.correspondent$/.test(path))
    return newsroom.correspondents.find(({ name }) => name === shown['text']) ?? null;
  if (/edition\.sections\.tag$/.test(path)) return sections().find(({ tagId }) => tagId !== null) ?? null;
  if (/edition\.sections\.title$/.test(path)) return sections().length > 0 ? null : undefined;
  if (/entries\.nodes\.title$/.test(path))
    return newsroom.articles
      .flatMap(({ blocks }) => entriesOf(blocks))
      .find(({ id, at }) => id === shown['id'] && at.toISOString() === shown['at'])?.headline;
  if (['kicker', 'standfirst', 'leadImage', 'live'].includes(field))
    return story()?.[field as 'kicker' | 'standfirst' | 'leadImage' | 'live'];
  return undefined;
};
