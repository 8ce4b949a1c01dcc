import type { Cache, Kept, Reading } from '../src/cache/cache.ts';
import type { Loaded } from '../src/content/loaded.ts';
import type { ArticleHead } from '../src/content/records.ts';
import { groupTag } from '../src/content/surrogate-tags.ts';
import type { ArticleReads } from './article-loaders.ts';
import { alongside, type ById, type RecordKind } from './cached-records.ts';

interface TranslationReads {
  readonly cache: Cache;
  readonly articles: Pick<ArticleReads, 'headsByTranslationGroup'>;
  readonly kind: RecordKind<ArticleHead>;
  readonly heads: ById<ArticleHead>;
  /** When the next story shows by itself, which may be a translation. */
  readonly nextMoment: () => Loaded<number | null>;
}

/** The stories of translation groups: which they are is kept by group. */
export const cachedTranslations =
  ({ cache, articles, kind, heads, nextMoment }: TranslationReads, reading: Reading): ById<ArticleHead> =>
  async (groups) => {
    const prefix = 'group:';
    const read = await cache.read<readonly string[]>(
      groups.map((group) => prefix + group),
      async (asked) => {
        const wanted = asked.map((key) => key.slice(prefix.length));
        const [rows, until] = await Promise.all([articles.headsByTranslationGroup(wanted), nextMoment()]);
        const kept = wanted.map((group): [string, Kept] => [
          prefix + group,
          {
            value: rows.filter((row) => row.translationGroup === group).map(({ _id }) => _id),
            tags: [groupTag(group)],
            until,
          },
        ]);
        return new Map<string, Kept>([...kept, ...(await alongside(kind, rows))]);
      },
      reading,
    );
    return await heads([...read.values()].flatMap((ids) => ids ?? []));
  };
