import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Document } from 'mongodb';
import {
  type ArticleCondition,
  type ArticleOrder,
  NEWEST_FIRST,
} from '../../src/content/article-condition.ts';
import type { EventDraft } from '../../src/content/newsroom-event.ts';
import type { PageRequest } from '../../src/content/paging.ts';
import type { CommandRecord, PendingWrite } from '../../src/content/pending-write.ts';
import { parseSearch, planSearch } from '../../src/content/search-query.ts';
import type { Delivery } from '../../src/store/delivery-store.ts';
import { INDEXES, type LIST_PATHS } from '../../src/store/indexes.ts';
import type { SearchAsk } from '../../src/store/search-store.ts';
import type { GuardedStore, Versioned } from '../../src/store/store.ts';
import { CALENDAR_KINDS } from '../../src/store/store.ts';
import { explainCommand } from '../support/plan-stages.ts';
import {
  HOUR,
  NOON,
  sampleCorrespondent,
  sampleEdition,
  sampleId,
  samplePost,
  sampleRevision,
  sampleStory,
  sampleTag,
} from '../support/sample-records.ts';
import { type TestStore, testStore } from '../support/test-store.ts';

/**
 * Every method of the store, in every form that makes a query of another shape, with the commands that it really sent explained by the engine of this run.
 * A method without an entry here fails the suite.
 */
let kept: TestStore;
const tag = (n: number): string => sampleId('tag', n);
const cor = (n: number): string => sampleId('cor', n);
const pst = (n: number): string => sampleId('pst', n);
const many = (kind: Parameters<typeof sampleId>[0], count: number): string[] =>
  Array.from({ length: count }, (_, n) => sampleId(kind, n));

beforeAll(async () => {
  kept = await testStore();
  const { store } = kept;
  await store.articles.put(
    Array.from({ length: 1_500 }, (_, n) =>
      sampleStory(n, {
        blocks: [],
        locale: ['en', 'fr', 'fr-CA'][n % 3] ?? 'en',
        status: n % 20 === 0 ? 'DRAFT' : 'PUBLISHED',
        access: n % 10 === 0 ? 'REGISTERED' : 'FREE',
        tagIds: [tag(n % 40), tag(40 + (n % 7))],
        contributions: [{ role: 'AUTHOR', correspondentId: cor(n % 30), bioAtPublication: null }],
        sectionId: tag(n % 10),
        socialPostIds: n % 10 === 0 ? [pst(n % 60)] : [],
        slugHistory: n % 50 === 0 ? [`former-${n}`] : [],
        urlHistory: n % 50 === 0 ? [`https://former.example/${n}`] : [],
        translationGroup: n % 25 === 0 ? `g${n % 100}` : null,
        source: n % 2 === 0 ? { key: `s:${n}`, name: null, url: null, modifiedAt: new Date(NOON) } : null,
        publishedAt: new Date(NOON - n * HOUR),
        updatedAt: new Date(NOON - ((n * 7) % 1_500) * HOUR),
      }),
    ),
  );
  await store.correspondents.put(
    Array.from({ length: 300 }, (_, n) =>
      sampleCorrespondent(n, { beatTagIds: [tag(n % 20)], slugHistory: n % 9 === 0 ? [`former-${n}`] : [] }),
    ),
  );
  await store.tags.put(
    Array.from({ length: 300 }, (_, n) => {
      const parentId = n < 10 ? null : tag(n % 10);
      return sampleTag(n, {
        kind: n < 10 ? 'SECTION' : 'TOPIC',
        parentId,
        ancestorIds: parentId === null ? [] : [parentId],
      });
    }),
  );
  await store.socialPosts.put(Array.from({ length: 100 }, (_, n) => samplePost(n)));
  await store.editions.put(
    Array.from({ length: 28 }, (_, n) => sampleEdition(`2026-02-${String(n + 1).padStart(2, '0')}`)),
  );
  // In the log already: what is put there again is found by its key.
  await store.events.append([happened]);
  for (let n = 1; n <= 50; n += 1) {
    const eventId = String(n).padStart(16, '0');
    const state = n % 2 === 0 ? 'DEAD' : 'WAITING';
    await store.deliveries.queue('site', eventId, { ...delivery, _id: `site/${eventId}`, eventId, state });
  }
  await store.revisions.put(
    Array.from({ length: 50 }, (_, n) => sampleRevision(sampleStory(n % 5, { version: 1 + n }))),
  );
}, 60_000);
afterAll(() => kept.drop());

const page = (place: Partial<PageRequest> = {}): PageRequest => ({
  limit: 20,
  fromEnd: false,
  after: null,
  before: null,
  ...place,
});
const visible: ArticleCondition = { kind: 'visibleAt', at: new Date(NOON) };
const LEAVES = {
  tag: { kind: 'tag', ids: [tag(3)] },
  correspondent: { kind: 'correspondent', ids: [cor(3)] },
  section: { kind: 'section', ids: [tag(4)] },
  socialPost: { kind: 'socialPost', ids: [pst(10)] },
  locale: { kind: 'locale', locales: ['fr'], exact: false },
  status: { kind: 'status', statuses: ['DRAFT'] },
} as const satisfies Record<keyof typeof LIST_PATHS, ArticleCondition>;
const and = (...all: ArticleCondition[]): ArticleCondition => ({ kind: 'and', all });
const CONDITIONS: readonly ArticleCondition[] = [
  and(),
  visible,
  ...Object.values(LEAVES).flatMap((leaf) => [leaf, and(leaf, visible)]),
  and({ kind: 'tag', ids: [tag(1), tag(2), tag(3)] }, visible),
  and(LEAVES.tag, LEAVES.correspondent, LEAVES.locale, visible),
  and({ kind: 'or', any: [LEAVES.tag, LEAVES.correspondent] }, visible),
  and(LEAVES.tag, { kind: 'publishedAt', from: new Date(NOON - 500 * HOUR), until: new Date(NOON) }, visible),
  and({ kind: 'publishedAt', from: null, until: new Date(NOON - 100 * HOUR) }, visible),
  and({ kind: 'access', levels: ['FREE'] }, { kind: 'not', condition: LEAVES.tag }, visible),
  and(LEAVES.section, { kind: 'hasSocialPost', value: true }, visible),
  and(LEAVES.socialPost, { kind: 'readablePost', id: pst(10), levels: ['FREE', 'REGISTERED'] }, visible),
];
const NARROW: readonly ArticleCondition[] = [
  ...Object.values(LEAVES),
  { kind: 'tag', ids: Array.from({ length: 60 }, (_, n) => tag(n)) },
];
const LOOSE: readonly ArticleCondition[] = [
  { kind: 'access', levels: ['FREE'] },
  { kind: 'hasSocialPost', value: false },
  { kind: 'not', condition: { kind: 'or', any: [LEAVES.tag, LEAVES.section] } },
  { kind: 'publishedAt', from: new Date(NOON - 500 * HOUR), until: null },
  { kind: 'or', any: [LEAVES.tag, { kind: 'access', levels: ['REGISTERED'] }] },
];
const pairs = <T>(all: readonly T[]): (readonly [T, T])[] =>
  all.flatMap((one, at) => all.slice(at + 1).map((other) => [one, other] as const));
/** Each two kinds of condition that must hold, and of some kinds either, without the second. */
const COMBINED: readonly ArticleCondition[] = [
  ...pairs([...NARROW, ...LOOSE]).map(([one, other]) => and(one, other, visible)),
  ...pairs([LEAVES.tag, LEAVES.correspondent, ...LOOSE.slice(0, 2)]).map(([one, other]) =>
    and({ kind: 'or', any: [one, other] }, { kind: 'not', condition: other }, visible),
  ),
];
const DESK: readonly ArticleCondition[] = [
  and({ kind: 'issue', issues: ['IMAGE_WITHOUT_ALT'] }, LEAVES.section),
  and({ kind: 'linksTo', ids: [sampleId('art', 1), sampleId('art', 2)] }, visible),
  and({ kind: 'listedAt', from: new Date(NOON - 500 * HOUR), until: new Date(NOON) }, LEAVES.status),
];
/** Stories that two people wrote together, below either of two tags. */
const TOGETHER = and(
  { kind: 'tag', ids: [tag(1), tag(42)] },
  and({ kind: 'correspondent', ids: [cor(1)] }, { kind: 'correspondent', ids: [cor(2)] }),
  visible,
);
const SPAN: ArticleCondition = { kind: 'listedAt', from: new Date(NOON - 500 * HOUR), until: null };
const ORDERS: readonly ArticleOrder[] = [NEWEST_FIRST, { field: 'updatedAt', direction: 'ASC' }];
const middle = { value: NOON - 200 * HOUR, id: sampleId('art', 200) };
const PAGES = [page(), page({ after: middle }), page({ fromEnd: true, before: middle })];
const LISTS = CONDITIONS.flatMap((condition) =>
  ORDERS.flatMap((order) => PAGES.map((wanted) => ({ condition, order, page: wanted }))),
);

type Ask = () => Promise<unknown>;
const searchFor = (wanted: Partial<SearchAsk>): Promise<unknown> =>
  kept.store.searches.search({
    plan: planSearch(parseSearch('sample words'), ['FREE', 'REGISTERED']),
    condition: visible,
    rows: null,
    total: false,
    facets: {},
    ...wanted,
  });
const one = sampleStory('new', { source: { key: 'new', name: null, url: null, modifiedAt: new Date(NOON) } });

const happened: EventDraft = {
  kind: 'ARTICLE_PUBLISHED',
  at: new Date(NOON),
  subjectId: sampleId('art', 1),
  version: 1,
  otherId: null,
  actor: 'somebody',
  tags: [],
  visibleFrom: null,
};
const waiting: PendingWrite = { id: 'x', event: happened, command: null };
const answered: CommandRecord = {
  _id: 'somebody 1',
  fingerprint: 'x',
  at: new Date(NOON),
  subjectId: sampleId('art', 1),
  version: 1,
  record: null,
};
const delivery: Delivery = {
  _id: 'site/0000000000000007',
  target: 'site',
  eventId: '0000000000000007',
  kind: 'ARTICLE_PUBLISHED',
  subjectId: sampleId('art', 7),
  body: '{}',
  state: 'WAITING',
  attempts: 0,
  at: new Date(NOON),
  dueAt: new Date(NOON),
  lastError: null,
};

const asks = (): Readonly<Record<string, readonly Ask[]>> => {
  const { articles, correspondents, tags, socialPosts, editions, revisions } = kept.store;
  const { events, commands, deliveries, secrets } = kept.store;
  const named = { value: 'writer 20', id: cor(20) };
  const slug = { value: 'topic-20', id: tag(20) };
  return {
    'articles.byAnyKey': [
      () => articles.byAnyKey({ url: ['https://former.example/50'] }),
      () => articles.byAnyKey({ id: [sampleId('art', 1)], slug: ['sample-2', 'former-50'] }),
      () =>
        articles.byAnyKey({
          id: many('art', 300),
          slug: Array.from({ length: 300 }, (_, n) => `former-${n}`),
          url: ['https://former.example/50'],
        }),
    ],
    'articles.heads': [() => articles.heads([sampleId('art', 1), sampleId('art', 2)])],
    'articles.bodies': [() => articles.bodies([sampleId('art', 1)])],
    'articles.headsBySlug': [() => articles.headsBySlug(['sample-1', 'former-50'])],
    'articles.headsByTranslationGroup': [() => articles.headsByTranslationGroup(['g25', 'g50'])],
    'articles.headsBySource': [() => articles.headsBySource(['s:2', 's:4'])],
    'articles.pages': [
      ...LISTS.map((list) => () => articles.pages([list])),
      ...[...COMBINED, ...DESK, TOGETHER].map(
        (condition) => () =>
          articles.pages([{ condition, order: NEWEST_FIRST, page: page({ after: middle }) }]),
      ),
      ...LISTS.map((list) => () => articles.pages([list, list])),
    ],
    'articles.counts': [...CONDITIONS, ...COMBINED, TOGETHER].map(
      (condition) => () => articles.counts([condition, LEAVES.tag]),
    ),
    'articles.nextVisible': [() => articles.nextVisible(new Date(NOON - 5 * HOUR))],
    'articles.appeared': [],
    'articles.put': [() => articles.put([one]), () => articles.put([one], { onlyNewer: true })],
    'searches.search': [],
    'dashboards.tally': [],
    'dashboards.calendar': [],
    'dashboards.gonePosts': [() => kept.store.dashboards.gonePosts(1_000)],
    'dashboards.mergedTags': [() => kept.store.dashboards.mergedTags(1_000)],
    'dashboards.unseenStories': [() => kept.store.dashboards.unseenStories(1_000)],
    'correspondents.byAnyKey': [
      () => correspondents.byAnyKey({ id: many('cor', 300), slug: ['writer-1', 'former-9'] }),
    ],
    'correspondents.byIds': [() => correspondents.byIds([cor(1)])],
    'correspondents.bySlugs': [() => correspondents.bySlugs(['writer-1', 'former-9'])],
    'correspondents.byNameKeys': [() => correspondents.byNameKeys(['writer 1'])],
    'correspondents.page': [page(), page({ after: named }), page({ fromEnd: true, before: named })].flatMap(
      (wanted) =>
        [null, 'writer 1'].flatMap((nameKeyPrefix) =>
          [null, [tag(1)], [tag(1), tag(2)]].map(
            (beatTagIds) => () => correspondents.page({ nameKeyPrefix, beatTagIds, page: wanted }),
          ),
        ),
    ),
    'correspondents.count': [null, 'writer 1'].flatMap((nameKeyPrefix) =>
      [null, [tag(1)]].map((beatTagIds) => () => correspondents.count({ nameKeyPrefix, beatTagIds })),
    ),
    'correspondents.put': [() => correspondents.put([sampleCorrespondent(1)])],
    'tags.byAnyKey': [() => tags.byAnyKey({ id: many('tag', 300), slug: ['topic-1'] })],
    'tags.byIds': [() => tags.byIds([tag(1)])],
    'tags.bySlugs': [() => tags.bySlugs(['topic-1'])],
    'tags.childrenOf': [() => tags.childrenOf([tag(1), tag(2)])],
    'tags.descendantsOf': [() => tags.descendantsOf([tag(1)])],
    'tags.page': [page(), page({ after: slug }), page({ fromEnd: true, before: slug })].flatMap((wanted) =>
      ([null, 'TOPIC'] as const).flatMap((kind) =>
        [null, tag(1)].map(
          (parentId) => () => tags.page({ kind, parentId, nameKeyPrefix: null, page: wanted }),
        ),
      ),
    ),
    'tags.count': [
      () => tags.count({ kind: null, parentId: null, nameKeyPrefix: null }),
      () => tags.count({ kind: 'TOPIC', parentId: tag(1), nameKeyPrefix: null }),
    ],
    'tags.put': [() => tags.put([sampleTag(1, { kind: 'SECTION' })])],
    'socialPosts.met': [
      () => socialPosts.met({ id: [pst(1)] }),
      () =>
        socialPosts.met({
          id: many('pst', 300),
          url: ['https://social.example/@sample/1'],
          postKey: ['X:1', 'X:2'],
        }),
    ],
    'socialPosts.byIds': [() => socialPosts.byIds([pst(1)])],
    'socialPosts.byUrls': [() => socialPosts.byUrls(['https://social.example/@sample/1'])],
    'socialPosts.byPostKeys': [() => socialPosts.byPostKeys(['X:1', 'X:2'])],
    'socialPosts.put': [() => socialPosts.put([samplePost(1)])],
    'editions.byIds': [() => editions.byIds([sampleId('edt', '2026-02-01 en')])],
    'editions.byKeys': [
      () =>
        editions.byKeys([
          { date: '2026-02-01', locale: 'en' },
          { date: '2026-02-02', locale: 'fr' },
        ]),
    ],
    'editions.nearest': (['before', 'after'] as const).flatMap((side) =>
      [null, '2026-02-14'].map(
        (date) => () => editions.nearest({ locale: 'en', date, side, now: new Date(NOON) }),
      ),
    ),
    'editions.appeared': [
      () => editions.appeared(new Date(NOON - 400 * HOUR), new Date(NOON - 300 * HOUR), 100),
    ],
    'editions.nextPublished': [() => editions.nextPublished(new Date(NOON - 400 * HOUR))],
    'editions.put': [() => editions.put([sampleEdition('2026-02-01')])],
    'revisions.lists': [null, 20].flatMap((beforeVersion) => {
      const list = { articleId: sampleId('art', 1), limit: 5, beforeVersion };
      return [() => revisions.lists([list]), () => revisions.lists([list, list])];
    }),
    'revisions.byIds': [() => revisions.byIds([sampleId('rev', 'x')])],
    'revisions.put': [() => revisions.put([sampleRevision(sampleStory(1))])],
    'events.after': [() => events.after('0000000000000001', 10)],
    'changes.position': [() => kept.store.changes.position()],
    'changes.keep': [() => kept.store.changes.keep({ token: { _data: '00' }, at: new Date(NOON) })],
    'events.last': [() => events.last()],
    'events.lastOf': [() => events.lastOf(sampleId('tag', 1))],
    'events.append': [() => events.append([happened])],
    'events.forget': [() => events.forget(new Date(NOON))],
    'secrets.secret': [() => secrets.secret('tests')],
    'commands.get': [() => commands.get('somebody 1')],
    'commands.put': [() => commands.put(answered)],
    'commands.forget': [() => commands.forget(new Date(NOON))],
    'deliveries.position': [() => deliveries.position('site')],
    'deliveries.queue': [
      () => deliveries.queue('site', delivery.eventId, null),
      () => deliveries.queue('site', delivery.eventId, delivery),
    ],
    'deliveries.due': [() => deliveries.due('site', delivery.eventId, new Date(NOON), 100)],
    'deliveries.earlier': [() => deliveries.earlier(delivery)],
    'deliveries.claim': [() => deliveries.claim(delivery, new Date(NOON))],
    'deliveries.postpone': [() => deliveries.postpone(delivery._id, new Date(NOON), 'HTTP 500')],
    'deliveries.bury': [() => deliveries.bury(delivery._id, 'HTTP 500')],
    'deliveries.counts': [],
    'deliveries.list': [() => deliveries.list('DEAD', 100)],
    'deliveries.retry': [
      () => deliveries.retry(null, new Date(NOON)),
      () => deliveries.retry([delivery._id], new Date(NOON)),
    ],
    'deliveries.done': [() => deliveries.done(delivery._id)],
    'deliveries.forget': [() => deliveries.forget(new Date(NOON))],
    ...Object.fromEntries(
      Object.entries(kept.store.writes).flatMap(([room, writes]: [string, GuardedStore<Versioned>]) => [
        [`writes.${room}.kept`, [() => writes.kept([sampleId('art', 1)])]],
        [`writes.${room}.unsettled`, [() => writes.unsettled(new Date(NOON), 10)]],
        [`writes.${room}.following`, [() => writes.following(sampleId('art', 1), 10)]],
        [`writes.${room}.amend`, [() => writes.amend(sampleId('art', 1), { set: { parentId: null } }, [])]],
        [`writes.${room}.settle`, [() => writes.settle(sampleId('art', 1), waiting)]],
      ]),
    ),
    'writes.articles.adopt': [() => kept.store.writes.articles.adopt(one, 1, ['visibleFrom'], waiting)],
    'writes.correspondents.adopt': [
      () => kept.store.writes.correspondents.adopt(sampleCorrespondent('w'), 1, ['nameKey'], waiting),
    ],
    'writes.tags.adopt': [() => kept.store.writes.tags.adopt(sampleTag('w'), 1, [], waiting)],
    'writes.socialPosts.adopt': [() => kept.store.writes.socialPosts.adopt(samplePost('w'), 1, [], waiting)],
    'writes.editions.adopt': [
      () => kept.store.writes.editions.adopt(sampleEdition('2026-02-01'), 9, [], waiting),
    ],
    'writes.articles.write': [() => kept.store.writes.articles.write(one, 1, waiting)],
    'writes.correspondents.write': [
      () => kept.store.writes.correspondents.write(sampleCorrespondent('w'), 1, waiting),
    ],
    'writes.tags.write': [() => kept.store.writes.tags.write(sampleTag('w'), 1, waiting)],
    'writes.socialPosts.write': [() => kept.store.writes.socialPosts.write(samplePost('w'), 1, waiting)],
    'writes.editions.write': [
      () => kept.store.writes.editions.write(sampleEdition('2026-02-01'), 9, waiting),
    ],
  };
};
/** What words find comes in no order; a prefix of a name may match many names of one tag, and what is due comes by its date or its embargo: these few are found by the index and then put in order. */
const sortedAfterwards = (): Readonly<Record<string, readonly Ask[]>> => ({
  'searches.search': [
    () => searchFor({ rows: page() }),
    () => searchFor({ rows: page({ after: { value: 26_000_000, id: sampleId('art', 1) } }) }),
    () => searchFor({ total: true, facets: { tag: 10, month: 5 } }),
    () => searchFor({ total: true, condition: and(LEAVES.tag, visible) }),
    () =>
      searchFor({
        total: true,
        condition: and({ kind: 'or', any: [LEAVES.tag, LEAVES.correspondent] }, visible),
      }),
  ],
  'articles.appeared': [
    () => kept.store.articles.appeared(new Date(NOON - 50 * HOUR), new Date(NOON - 5 * HOUR), 100),
  ],
  // Counts are put in order, and so are the few events of a calendar, of which each kind comes in order by itself.
  'dashboards.tally': [
    () => kept.store.dashboards.tally('tag', SPAN, 10),
    () => kept.store.dashboards.tally('correspondent', and(SPAN, LEAVES.section), 10),
  ],
  'dashboards.calendar': [
    () =>
      kept.store.dashboards.calendar({
        from: new Date(NOON - 500 * HOUR),
        to: new Date(NOON),
        now: new Date(NOON - 100 * HOUR),
        kinds: CALENDAR_KINDS,
        condition: LEAVES.section,
        limit: 50,
      }),
  ],
  'deliveries.counts': [() => kept.store.deliveries.counts()],
  'tags.page': [
    () => kept.store.tags.page({ kind: null, parentId: null, nameKeyPrefix: 'topic 12', page: page() }),
  ],
  'tags.count': [() => kept.store.tags.count({ kind: null, parentId: null, nameKeyPrefix: 'topic 12' })],
});

const plansOf = async (ask: Ask) => {
  const plans = [];
  for (const sent of await kept.sentBy(ask)) {
    const plan = await explainCommand(kept.db, sent);
    if (plan !== null) plans.push({ ...plan, said: JSON.stringify(sent.command).slice(0, 1_500) });
  }
  return plans;
};
const LOOKING_AT_EVERYTHING = ['COLLSCAN'];
const BLOCKING = ['SORT'];

describe('every query of the store', () => {
  it('is here: each method has its entry', () => {
    const { migrate: _, ping: __, close: ___, writes, ...rooms } = kept.store;
    const guarded = Object.entries(writes).map(([room, store]) => [`writes.${room}`, store]);
    const methods = Object.entries({ ...rooms, ...Object.fromEntries(guarded) }).flatMap(([room, store]) =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(store))
        .filter((method) => method !== 'constructor')
        .map((method) => `${room}.${method}`)
        // One inserts or is refused, the other waits for what is written: neither looks anything up.
        .filter((method) => method !== 'revisions.add' && method !== 'changes.watch'),
    );
    expect(Object.keys(asks()).sort()).toEqual(methods.sort());
  });

  it('is served by an index, in whose order it comes, and each index declared serves one', async () => {
    const used = new Set<string>();
    const wrong: string[] = [];
    const look = async (
      table: Readonly<Record<string, readonly Ask[]>>,
      faults: readonly string[],
    ): Promise<void> => {
      for (const [method, forms] of Object.entries(table)) {
        for (const ask of forms) {
          const plans = await plansOf(ask);
          expect([method, plans.length]).not.toEqual([method, 0]);
          for (const { stages, indexes, said } of plans) {
            for (const index of indexes) used.add(index);
            const found = faults.filter((fault) => stages.has(fault));
            // MongoDB sees by itself that nothing can be `x` and not `x`, and then walks nothing.
            if (found.length > 0 || (indexes.size === 0 && !stages.has('EOF')))
              wrong.push(`${method}: ${[...stages].join()} for ${said}`);
          }
        }
      }
    };
    await look(asks(), [...LOOKING_AT_EVERYTHING, ...BLOCKING]);
    await look(sortedAfterwards(), LOOKING_AT_EVERYTHING);
    expect(wrong).toEqual([]);
    const declared = INDEXES.map(({ collection, name }) => `${collection}.${name}`);
    expect(declared.filter((index) => !used.has(index))).toEqual([]);
  }, 120_000);
});

describe('the stories that have a post', () => {
  it('are found by their index, with the posts', async () => {
    const [sent] = await kept.sentBy(() => kept.store.socialPosts.met({ id: many('pst', 60) }));
    const { aggregate, pipeline, cursor } = sent?.command ?? {};
    const { stages } = await kept.db.command({
      explain: { aggregate, pipeline, cursor },
      verbosity: 'executionStats',
    });
    const lookup = (stages as Document[]).find((stage) => '$lookup' in stage);
    expect(lookup?.indexesUsed).toEqual(['socialPost_listedAt']);
  });
});

describe('this suite, shown to fail', () => {
  it('sees a look at everything, and a sort', async () => {
    const find = async (filter: object, sort: object) =>
      await explainCommand(kept.db, {
        name: 'find',
        command: { find: 'articles', filter, sort, lsid: {}, $db: 'x' },
      });
    expect((await find({ headline: 'x' }, {}))?.stages).toContain('COLLSCAN');
    const sorted = await find({ slug: 'sample-1' }, { headline: 1 });
    expect(sorted?.stages).toContain('SORT');
    expect(sorted?.indexes).toEqual(new Set(['articles.slug']));
  });
});
