import type { ArticleCondition } from '../src/content/article-condition.ts';
import { carriedIds } from '../src/content/carried-ids.ts';
import { kindOfId } from '../src/content/global-id.ts';
import { allLoaded, type Loaded, thenLoaded } from '../src/content/loaded.ts';
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
 * Turns the keys of a filter into a condition on ids, at once if all of them are in memory. A key that names nothing matches nothing. All keys of one tick are looked up together:
 * one command for tags and one for correspondents, however deep the filter.
 */
export const resolveFilter = (filter: ArticleFilterKeys, lookups: FilterScope): Loaded<ArticleCondition> => {
  const parts: Loaded<ArticleCondition>[] = [];
  const add = (part: Loaded<ArticleCondition>): void => void parts.push(part);
  const all = (filters: readonly ArticleFilterKeys[]) => filters.map((part) => resolveFilter(part, lookups));
  const tagged = (keys: readonly string[]): Loaded<ArticleCondition> =>
    tagCondition(keys, filter.includeDescendants === true, lookups);

  if (filter.and != null) parts.push(...all(filter.and));
  if (filter.or != null) add(thenLoaded(allLoaded(all(filter.or)), (any) => ({ kind: 'or', any })));
  if (filter.not != null)
    add(thenLoaded(resolveFilter(filter.not, lookups), (condition) => ({ kind: 'not', condition })));
  if (filter.tag != null) add(tagged([filter.tag]));
  if (filter.tags != null) add(tagged(filter.tags));
  if (filter.correspondent != null) add(correspondentCondition([filter.correspondent], lookups));
  if (filter.correspondents != null) add(correspondentCondition(filter.correspondents, lookups));
  if (filter.section != null) add(sectionCondition(filter.section, lookups));
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
  return thenLoaded(allLoaded(parts), (every) => ({ kind: 'and', all: every }));
};

const found = <V>(
  keys: readonly string[],
  kind: string,
  loaders: { byId: Loader<string, V>; bySlug: Loader<string, V> },
): Loaded<V[]> =>
  thenLoaded(
    allLoaded(keys.map((key) => (kindOfId(key) === kind ? loaders.byId : loaders.bySlug).load(key))),
    (records) => records.filter((record) => record !== null),
  );

const tagsOf = (keys: readonly string[], { tags }: FilterLookups): Loaded<TagRecord[]> =>
  found(keys, 'Tag', tags);

const tagCondition = (
  keys: readonly string[],
  below: boolean,
  lookups: FilterLookups,
): Loaded<ArticleCondition> =>
  thenLoaded(tagsOf(keys, lookups), (tags) => {
    const ids: Loaded<readonly (readonly string[])[]> = below
      ? allLoaded(tags.map((tag) => lookups.tags.withDescendants.load(tag._id)))
      : tags.map(carriedIds);
    return thenLoaded(ids, (each) => ({ kind: 'tag', ids: [...new Set(each.flat())] }));
  });

const sectionCondition = (key: string, lookups: FilterLookups): Loaded<ArticleCondition> =>
  thenLoaded(tagsOf([key], lookups), (tags) => ({ kind: 'section', ids: tags.flatMap(carriedIds) }));

const correspondentCondition = (
  keys: readonly string[],
  { correspondents }: FilterLookups,
): Loaded<ArticleCondition> =>
  thenLoaded(found(keys, 'Correspondent', correspondents), (records) => ({
    kind: 'correspondent',
    ids: records.flatMap(carriedIds),
  }));

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
