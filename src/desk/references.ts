import { kindOfId } from '../content/global-id.ts';
import type { ArticleHead, CorrespondentRecord, TagRecord } from '../content/records.ts';
import type { Store } from '../store/store.ts';
import type { Path } from './text-input.ts';
import type { Complaints } from './user-error.ts';

/** Longer chains of merges are a fault in the data. */
const MAX_STEPS = 8;

interface Merging {
  readonly _id: string;
  readonly slug: string;
  readonly mergedInto: string | null;
}

/** Records by the keys (ids, slugs, former slugs, aliases) that an input names them by; what was merged stands as what it became. */
const byKeys = async <R extends Merging>(
  keys: readonly string[],
  kind: 'Tag' | 'Correspondent',
  byIds: (ids: readonly string[]) => Promise<R[]>,
  bySlugs: (slugs: readonly string[]) => Promise<R[]>,
  formerOf: (record: R) => readonly string[],
): Promise<Map<string, R>> => {
  const [ids, slugs] = [
    keys.filter((key) => kindOfId(key) === kind),
    keys.filter((key) => kindOfId(key) !== kind),
  ];
  const found = [
    ...(ids.length === 0 ? [] : await byIds(ids)),
    ...(slugs.length === 0 ? [] : await bySlugs(slugs)),
  ];
  const known = new Map(found.map((record) => [record._id, record]));
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const next = [...known.values()].flatMap(({ mergedInto }) =>
      mergedInto === null || known.has(mergedInto) ? [] : [mergedInto],
    );
    if (next.length === 0) break;
    for (const record of await byIds(next)) known.set(record._id, record);
  }
  const become = (record: R): R => {
    let last = record;
    for (let step = 0; step < MAX_STEPS && last.mergedInto !== null; step += 1)
      last = known.get(last.mergedInto) ?? last;
    return last;
  };
  const answering = (key: string): R | undefined =>
    found.find(({ _id, slug }) => _id === key || slug === key) ??
    found.find((record) => formerOf(record).includes(key));
  return new Map(
    keys.flatMap((key) => {
      const record = answering(key);
      return record === undefined ? [] : [[key, become(record)] as const];
    }),
  );
};

export const tagsByKeys = (
  { tags }: Pick<Store, 'tags'>,
  keys: readonly string[],
): Promise<Map<string, TagRecord>> =>
  byKeys(
    [...new Set(keys)],
    'Tag',
    (ids) => tags.byIds(ids),
    (slugs) => tags.bySlugs(slugs),
    ({ aliases }) => aliases,
  );

export const correspondentsByKeys = (
  { correspondents }: Pick<Store, 'correspondents'>,
  keys: readonly string[],
): Promise<Map<string, CorrespondentRecord>> =>
  byKeys(
    [...new Set(keys)],
    'Correspondent',
    (ids) => correspondents.byIds(ids),
    (slugs) => correspondents.bySlugs(slugs),
    ({ slugHistory }) => slugHistory,
  );

export const articlesByIds = async (
  { articles }: Pick<Store, 'articles'>,
  ids: readonly string[],
): Promise<Map<string, ArticleHead>> => {
  const wanted = [...new Set(ids)].filter((id) => kindOfId(id) === 'Article');
  const found = wanted.length === 0 ? [] : await articles.heads(wanted);
  return new Map(found.map((head) => [head._id, head]));
};

/** Complains of a key under which there is nothing. */
export const mustBe = <R>(
  record: R | undefined,
  what: string,
  key: string,
  path: Path,
  complaints: Complaints,
): R | null => {
  if (record !== undefined) return record;
  complaints.add(path, 'NOT_FOUND', `There is no ${what} ${JSON.stringify(key.slice(0, 80))}.`);
  return null;
};
