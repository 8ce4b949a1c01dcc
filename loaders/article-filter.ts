import type { ArticleCondition } from '../src/content/article-condition.ts';
import { carriedIds } from '../src/content/carried-ids.ts';
import { kindOfId } from '../src/content/global-id.ts';
import { localeChain } from '../src/content/locale.ts';
import type { ArticleStatus, CorrespondentRecord, TagRecord } from '../src/content/records.ts';
import type { ArticleFilterKeys, ListLoader, Loader } from './loaders.ts';

/** What a filter's keys are looked up with. */
export interface FilterLookups {
  readonly tags: {
    readonly byId: Loader<string, TagRecord>;
    readonly bySlug: Loader<string, TagRecord>;
    readonly withDescendants: ListLoader<string, readonly string[]>;
  };
  readonly correspondents: {
    readonly byId: Loader<string, CorrespondentRecord>;
    readonly bySlug: Loader<string, CorrespondentRecord>;
  };
}

/** And for whom. */
export interface FilterScope extends FilterLookups {
  readonly staff: boolean;
}

/**
 * Turns the keys of a filter into a condition on ids. A key that names nothing matches nothing. All keys of one tick are looked up together:
 * one command for tags and one for correspondents, however deep the filter.
 */
export const resolveFilter = async (
  filter: ArticleFilterKeys,
  lookups: FilterScope,
): Promise<ArticleCondition> => {
  const parts: Promise<ArticleCondition>[] = [];
  const add = (part: ArticleCondition): void => void parts.push(Promise.resolve(part));
  const tagged = (keys: readonly string[]): Promise<ArticleCondition> =>
    tagCondition(keys, filter.includeDescendants === true, lookups);

  if (filter.and != null) parts.push(...filter.and.map((part) => resolveFilter(part, lookups)));
  if (filter.or != null) {
    parts.push(
      Promise.all(filter.or.map((part) => resolveFilter(part, lookups))).then((any) => ({ kind: 'or', any })),
    );
  }
  if (filter.not != null)
    parts.push(resolveFilter(filter.not, lookups).then((condition) => ({ kind: 'not', condition })));
  if (filter.tag != null) parts.push(tagged([filter.tag]));
  if (filter.tags != null) parts.push(tagged(filter.tags));
  if (filter.correspondent != null) parts.push(correspondentCondition([filter.correspondent], lookups));
  if (filter.correspondents != null) parts.push(correspondentCondition(filter.correspondents, lookups));
  if (filter.section != null) parts.push(sectionCondition(filter.section, lookups));
  if (filter.locale != null) add(localeCondition(filter.locale));
  if (filter.status != null) add({ kind: 'status', statuses: statusesOf(filter.status, lookups.staff) });
  if (filter.access != null) add({ kind: 'access', levels: [filter.access] });
  if (filter.publishedAt != null) {
    add({
      kind: 'publishedAt',
      from: filter.publishedAt.from ?? null,
      until: filter.publishedAt.until ?? null,
    });
  }
  if (filter.hasSocialPost != null) add({ kind: 'hasSocialPost', value: filter.hasSocialPost });
  return { kind: 'and', all: await Promise.all(parts) };
};

const found = async <V>(
  keys: readonly string[],
  kind: string,
  loaders: { byId: Loader<string, V>; bySlug: Loader<string, V> },
): Promise<V[]> => {
  const records = await Promise.all(
    keys.map((key) => (kindOfId(key) === kind ? loaders.byId : loaders.bySlug).load(key)),
  );
  return records.filter((record) => record !== null);
};

const tagIds = async (keys: readonly string[], { tags }: FilterLookups): Promise<TagRecord[]> =>
  await found(keys, 'Tag', tags);

const tagCondition = async (
  keys: readonly string[],
  below: boolean,
  lookups: FilterLookups,
): Promise<ArticleCondition> => {
  const tags = await tagIds(keys, lookups);
  const ids = below
    ? (await Promise.all(tags.map((tag) => lookups.tags.withDescendants.load(tag._id)))).flat()
    : tags.flatMap(carriedIds);
  return { kind: 'tag', ids: [...new Set(ids)] };
};

const sectionCondition = async (key: string, lookups: FilterLookups): Promise<ArticleCondition> => ({
  kind: 'section',
  ids: (await tagIds([key], lookups)).flatMap(carriedIds),
});

const correspondentCondition = async (
  keys: readonly string[],
  { correspondents }: FilterLookups,
): Promise<ArticleCondition> => ({
  kind: 'correspondent',
  ids: (await found(keys, 'Correspondent', correspondents)).flatMap(carriedIds),
});

/** To readers a scheduled story is published from its hour on, and there are no others: `visibleAt` sees to the hour. */
const statusesOf = (status: ArticleStatus, staff: boolean): readonly ArticleStatus[] => {
  if (staff) return [status];
  return status === 'PUBLISHED' ? ['PUBLISHED', 'SCHEDULED'] : [];
};

/** `fr` takes its regions in. `fr-CA` falls back: stories in the French of Canada, and those in French of no region. */
const localeCondition = (locale: string): ArticleCondition => {
  const chain = localeChain(locale);
  return { kind: 'locale', locales: chain, exact: chain.length > 1 };
};
