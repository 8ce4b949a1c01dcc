import { sightOf } from '../src/content/access.ts';
import { NEWEST_FIRST } from '../src/content/article-condition.ts';
import { bylineText } from '../src/content/byline.ts';
import { encodeCursor } from '../src/content/cursor.ts';
import { directionOf } from '../src/content/locale.ts';
import { mergeWire } from '../src/content/merge-wire.ts';
import { DEFAULT_PAGE, MAX_PAGE } from '../src/content/page-arguments.ts';
import type { ArticleHead } from '../src/content/records.ts';
import { ANONYMOUS } from '../src/content/viewer.ts';
import {
  OWN_SOURCE,
  type WireOutcome,
  type WirePlace,
  type WirePosition,
  type WireProgress,
  type WireRun,
  type WireSourceName,
} from '../src/content/wire.ts';
import { decodeWireCursor, encodeWireCursor } from '../src/content/wire-cursor.ts';
import { bounded } from './bounded.ts';
import type { GatewayContext } from './context.ts';
import type { QueryResolvers, Resolvers } from './types.generated.ts';
import type { WireSourceView, WireView } from './wire-view.ts';

const NOTICES: Readonly<Record<WireOutcome['state'], string | null>> = {
  CURRENT: null,
  STALE: 'does not answer now: these are its stories of a while ago.',
  UNAVAILABLE: 'does not answer: its stories are missing here, and follow when it does.',
  UNTRUSTED: 'gave an answer that cannot be used: its stories are missing here.',
};

const entryOf = (source: WireSourceName, head: ArticleHead): WireRun['entries'][number] => {
  const { _id: id, listedAt, url, locale, headline, standfirst } = head;
  const time = listedAt.getTime();
  return {
    place: { time, id, cursor: encodeCursor('listedAt', { value: time, id }) },
    story: {
      ...{ source, id, url, locale, headline, standfirst },
      byline: bylineText(head.byline),
      publishedAt: listedAt,
      article: head,
    },
  };
};

/** Our own stories, as an anonymous reader is shown them: what is to come isn't on the wire, whoever asks. */
const ownRun = async (
  { loaders, clock }: GatewayContext,
  source: WireSourceName,
  limit: number,
  after: WirePlace | null,
): Promise<WireRun> => {
  const { rows, hasNext } = await loaders.articles.pages.load({
    below: null,
    filter: { status: 'PUBLISHED' },
    order: NEWEST_FIRST,
    page: {
      limit,
      fromEnd: false,
      after: after === null ? null : { value: after.time, id: after.id },
      before: null,
    },
  });
  const now = clock();
  const entries = rows.map((head) => {
    const { place, story } = entryOf(source, head);
    return { place, story: sightOf(head, ANONYMOUS, now).kind === 'HIDDEN' ? null : story };
  });
  return { entries, hasMore: hasNext };
};

/** Where a source's part begins; those that a cursor doesn't name joined later, and come with the next scroll. */
const startOf = (
  sources: readonly WireSourceName[],
  key: Buffer,
  after: string | null | undefined,
): WirePosition => {
  const given = after == null ? null : decodeWireCursor(key, after);
  return new Map(
    sources.flatMap((source): [string, WireProgress][] => {
      const progress = given === null ? 'START' : given.get(source.key);
      return progress === undefined ? [] : [[source.key, progress]];
    }),
  );
};

const wire = async (
  first: number,
  after: string | null | undefined,
  context: GatewayContext,
): Promise<WireView> => {
  const { peers, newsroom } = context;
  const own = { key: OWN_SOURCE, name: newsroom.name };
  const all = [own, ...peers.sources];
  const key = await context.wireKey();
  const start = startOf(all, key, after);
  const runs = new Map<string, WireRun>();
  const ask = async (source: WireSourceName): Promise<WireSourceView[]> => {
    const progress = start.get(source.key);
    if (progress === undefined) return [];
    if (progress === 'END') return [{ newsroom: source, state: 'CURRENT' }];
    const place = progress === 'START' ? null : progress;
    const outcome: WireOutcome =
      source === own
        ? { state: 'CURRENT', run: await ownRun(context, own, first, place) }
        : await peers.ask(source.key, first, place);
    if ('run' in outcome) runs.set(source.key, outcome.run);
    return [{ newsroom: source, state: outcome.state }];
  };
  const sources = (await Promise.all(all.map(ask))).flat();
  return { key, page: mergeWire(start, runs, first), sources, follows: after != null };
};

export const wireQueries: Pick<QueryResolvers, 'wire'> = {
  wire: (_, { first, after }, context) => wire(bounded(first ?? DEFAULT_PAGE, MAX_PAGE), after, context),
};

export const wireResolvers: Pick<
  Resolvers,
  'WireConnection' | 'WireEdge' | 'WireStory' | 'WireNewsroom' | 'WireSource'
> = {
  WireConnection: {
    edges: ({ key, page }) => page.rows.map((row) => ({ ...row, key })),
    nodes: ({ page }) => page.rows.map(({ story }) => story),
    pageInfo: ({ key, page: { rows, end, hasNext }, follows }) => ({
      hasNext: () => hasNext,
      hasPrevious: () => follows,
      startCursor: rows[0] === undefined ? null : encodeWireCursor(key, rows[0].position),
      // A page of nothing but what can't be shown is empty, and leads on.
      endCursor: rows.length === 0 && !hasNext ? null : encodeWireCursor(key, end),
    }),
  },
  WireEdge: {
    cursor: ({ key, position }) => encodeWireCursor(key, position),
    node: ({ story }) => story,
  },
  WireStory: {
    id: ({ source, id }) => `${source.key}/${id}`,
    bylineText: ({ byline }) => byline,
    dir: ({ locale }) => directionOf(locale),
  },
  WireNewsroom: { id: ({ key }) => key },
  WireSource: {
    notice: ({ newsroom: { name }, state }) => {
      const notice = NOTICES[state];
      return notice === null ? null : `${name} ${notice}`;
    },
  },
};
