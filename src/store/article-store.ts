import type { AnyBulkWriteOperation, Collection, Document, Filter } from 'mongodb';
import type { ArticleCondition } from '../content/article-condition.ts';
import { listedAt, visibleFrom } from '../content/article-visibility.ts';
import { GatewayError } from '../content/errors.ts';
import { localeChain } from '../content/locale.ts';
import type { Page } from '../content/paging.ts';
import type { ArticleBody, ArticleHead, ArticleRecord } from '../content/records.ts';
import { standingTags } from '../content/surrogate-tags.ts';
import { countFilter, pageFilter, planArticles, walk } from './article-query.ts';
import { DURABLE } from './durable.ts';
import { inOneUnion } from './in-one-union.ts';
import { asPage } from './key-page.ts';
import type { MongodbConnection, Questions } from './mongodb-connection.ts';
import { anyOfKeys, oneOfKeys } from './plain-keys.ts';
import { sealed } from './seal.ts';
import type { ArticleList, ArticleStore, KeysBy, OnText, PutResult } from './store.ts';
import { idsOfDuplicates } from './store-errors.ts';
import { HEAD, type StoredArticle, storedArticle, WHOLE } from './stored-article.ts';

const BODY = { _id: 1, version: 1, blocks: 1 } as const;
/** Stories in one write command. */
const WRITE_BATCH = 200;

export class MongodbArticleStore implements ArticleStore {
  readonly #connection: MongodbConnection;
  readonly #questions: Questions;
  readonly #articles: Collection<StoredArticle>;

  constructor(connection: MongodbConnection) {
    this.#connection = connection;
    this.#questions = connection.about('articles');
    this.#articles = connection.collection<StoredArticle>('articles');
  }

  byAnyKey({ id, slug, url }: KeysBy<'id' | 'slug' | 'url'>, onText?: OnText): Promise<ArticleHead[]> {
    return this.#heads(
      anyOfKeys([
        ['_id', id],
        ['slug', slug],
        ['slugHistory', slug],
        ['url', url],
        ['urlHistory', url],
      ]),
      onText,
    );
  }

  heads(id: readonly string[]): Promise<ArticleHead[]> {
    return this.byAnyKey({ id });
  }

  headsBySlug(slug: readonly string[]): Promise<ArticleHead[]> {
    return this.byAnyKey({ slug });
  }

  headsByTranslationGroup(groups: readonly string[]): Promise<ArticleHead[]> {
    return this.#heads({ translationGroup: oneOfKeys(groups) });
  }

  headsBySource(keys: readonly string[]): Promise<ArticleHead[]> {
    return this.#heads({ 'source.key': oneOfKeys(keys) });
  }

  bodies(ids: readonly string[]): Promise<ArticleBody[]> {
    return this.#questions.read((deadline) =>
      this.#articles.find({ _id: oneOfKeys(ids) }, { ...deadline, projection: BODY }).toArray(),
    );
  }

  async pages(lists: readonly ArticleList[]): Promise<Page<ArticleHead>[]> {
    const [only] = lists;
    if (lists.length === 1 && only !== undefined) return [asPage(await this.#walk(only), only.page)];
    const found = await this.#bounded(
      lists.map(({ condition }) => condition),
      (questions) =>
        this.#union<ArticleHead>(
          questions,
          lists.map((list) => [...walkStages(list), { $project: HEAD }]),
        ),
    );
    return lists.map(({ page }, at) => asPage(found[at] ?? [], page));
  }

  async counts(conditions: readonly ArticleCondition[]): Promise<number[]> {
    const found = await this.#bounded(conditions, (questions) =>
      this.#union<{ n: number }>(
        questions,
        conditions.map((condition) => [{ $match: countFilter(condition) }, { $count: 'n' }]),
      ),
    );
    return found.map(([count]) => count?.n ?? 0);
  }

  /** What isn't visible yet is due by its date or by its embargo: the first of either, each by its index, however many there are. */
  async nextVisible(after: Date): Promise<Date | null> {
    const firstBy = (field: 'listedAt' | 'embargoedUntil'): Document[] => [
      {
        $match: {
          [field]: { $gt: after },
          visibleFrom: { $gt: after },
          $expr: { $eq: ['$visibleFrom', `$${field}`] },
        },
      },
      { $sort: { [field]: 1 } },
      { $limit: 1 },
      { $project: { visibleFrom: 1 } },
    ];
    const found = await this.#union<{ visibleFrom: Date }>(this.#connection.about('the next story'), [
      firstBy('listedAt'),
      firstBy('embargoedUntil'),
    ]);
    const [next] = found
      .flat()
      .map(({ visibleFrom }) => visibleFrom)
      .sort((left, right) => left.getTime() - right.getTime());
    return next ?? null;
  }

  appeared(after: Date, until: Date, limit: number): Promise<ArticleHead[]> {
    const within = { $gt: after, $lte: until };
    return this.#questions.read((deadline) =>
      this.#articles
        .find<ArticleHead>(
          // It is one of these two moments: each branch has its index.
          { $or: [{ listedAt: within }, { embargoedUntil: within }], visibleFrom: within },
          { ...deadline, projection: HEAD },
        )
        .sort({ visibleFrom: 1, _id: 1 })
        .limit(limit)
        .toArray(),
    );
  }

  async put(articles: readonly ArticleRecord[], { onlyNewer = false } = {}): Promise<PutResult> {
    for (const article of articles) checkDerived(article);
    const written: string[] = [];
    const leftAlone: string[] = [];
    for (let start = 0; start < articles.length; start += WRITE_BATCH) {
      const batch = articles.slice(start, start + WRITE_BATCH);
      const refused = await this.#write(
        batch.map((article) => replacement(article, onlyNewer)),
        onlyNewer,
      );
      for (const [index, { _id }] of batch.entries()) (refused.has(index) ? leftAlone : written).push(_id);
    }
    return { written, leftAlone };
  }

  async #heads(filter: Filter<ArticleRecord>, onText?: OnText): Promise<ArticleHead[]> {
    if (onText === undefined)
      return await this.#questions.read((deadline) =>
        this.#articles.find<ArticleHead>(filter, { ...deadline, projection: HEAD }).toArray(),
      );
    const stories = await this.#questions.read((deadline) =>
      this.#articles.find<ArticleRecord>(filter, { ...deadline, projection: WHOLE }).toArray(),
    );
    return stories.map(({ blocks, ...head }) => {
      onText({ _id: head._id, version: head.version, blocks });
      return head;
    });
  }

  async #walk({ condition, order, page }: ArticleList): Promise<ArticleHead[]> {
    const { filter, index } = planArticles(condition, order);
    const keyset = pageFilter(order, page);
    return await this.#bounded([condition], (questions) =>
      questions.read((deadline) =>
        this.#articles
          .find<ArticleHead>(
            (keyset.length === 0 ? filter : { $and: [filter, ...keyset] }) as Filter<ArticleRecord>,
            {
              ...deadline,
              projection: HEAD,
              sort: walk(order, page),
              limit: page.limit + 1,
              ...(index === null ? {} : { hint: index }),
            },
          )
          .toArray(),
      ),
    );
  }

  #union<Row>(questions: Questions, pipelines: readonly Document[][]): Promise<Row[][]> {
    return inOneUnion(questions, this.#articles, pipelines);
  }

  /** A walk that didn't find enough in its time says which part of the filter no index serves. Lists with such a part are questions of a kind of their own: the others are put whatever becomes of them. */
  async #bounded<T>(
    conditions: readonly ArticleCondition[],
    operation: (questions: Questions) => Promise<T>,
  ): Promise<T> {
    const loose = [...new Set(conditions.flatMap(looseParts))].sort();
    try {
      return await operation(this.#connection.about(['lists of articles', ...loose].join(' by ')));
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code !== 'GATEWAY_TIMEOUT' || loose.length === 0)
        throw error;
      throw new GatewayError(
        'FILTER_TOO_BROAD',
        `Too many stories had to be looked at for ${loose.join(', ')}.`,
        { cause: error },
      );
    }
  }

  async #write(operations: AnyBulkWriteOperation<StoredArticle>[], onlyNewer: boolean): Promise<Set<number>> {
    try {
      await this.#articles.bulkWrite(operations, { ordered: false, ...DURABLE });
      return new Set();
    } catch (error) {
      const { ids, others } = idsOfDuplicates(error);
      if (onlyNewer && !others) return ids;
      return await this.#questions.run(() => Promise.reject(error));
    }
  }
}

const walkStages = ({ condition, order, page }: ArticleList): Document[] => [
  { $match: { $and: [planArticles(condition, order).filter, ...pageFilter(order, page)] } },
  { $sort: walk(order, page) },
  { $limit: page.limit + 1 },
];

/**
 * An upsert whose filter misses a newer story: MongoDB then tries to insert, and is refused by `_id`. So the comparison and the write are
 * one step, and two imports at once can't put the older one last.
 */
const replacement = (article: ArticleRecord, onlyNewer: boolean): AnyBulkWriteOperation<StoredArticle> => {
  const { modifiedAt } = article.source ?? { modifiedAt: null };
  const filter: Filter<ArticleRecord> =
    onlyNewer && modifiedAt !== null
      ? {
          _id: article._id,
          $or: [{ 'source.modifiedAt': null }, { 'source.modifiedAt': { $lte: modifiedAt } }],
        }
      : { _id: article._id };
  const { desk } = sealed(article);
  const { _id, ...fields } = {
    ...storedArticle(article),
    desk: { ...desk, stood: { id: article._id, tags: standingTags(article) } },
  };
  return { replaceOne: { filter, replacement: fields, upsert: true } };
};

/** What is derived must agree with what it is derived from, or lists and the access policy would say different things. */
export const checkDerived = (article: ArticleRecord): void => {
  const same = (left: Date | null, right: Date | null): boolean => left?.getTime() === right?.getTime();
  const wrong = [
    ...(same(article.visibleFrom, visibleFrom(article)) ? [] : ['visibleFrom']),
    ...(same(article.listedAt, listedAt(article)) ? [] : ['listedAt']),
    ...(article.localeChain.join() === localeChain(article.locale).join() ? [] : ['localeChain']),
  ];
  if (wrong.length > 0)
    throw new Error(`Story ${article._id}: ${wrong.join(', ')} not derived from the rest; see src/content/.`);
};

const LOOSE = new Set(['access', 'hasSocialPost', 'not', 'or', 'locale']);

const looseParts = (condition: ArticleCondition): string[] =>
  (condition.kind === 'and' ? condition.all : [condition]).flatMap((part) => {
    if (part.kind === 'and') return looseParts(part);
    return LOOSE.has(part.kind) ? [`\`${part.kind}\``] : [];
  });
