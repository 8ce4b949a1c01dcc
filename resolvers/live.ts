import { sightOf } from '../src/content/access.ts';
import { changedAt, entriesIn, entriesSince, entryPage, entryPlace } from '../src/content/live-entries.ts';
import { type Loaded, thenLoaded } from '../src/content/loaded.ts';
import { pageRequest } from '../src/content/page-arguments.ts';
import type { LiveEntryRecord, RichTextRecord } from '../src/content/records.ts';
import type { LiveEntryView } from './block-view.ts';
import { connection, connectionFields } from './connection.ts';
import type { GatewayContext } from './context.ts';
import type { LiveView } from './live-view.ts';
import { readableBlocks } from './readable-blocks.ts';
import type { Resolvers } from './types.generated.ts';

/** The entries that the viewer may read: what the body shows them, and no other way to the text. */
const readableEntries = (
  { article }: LiveView,
  context: GatewayContext,
): Loaded<readonly LiveEntryRecord[]> => thenLoaded(readableBlocks(article, context), entriesIn);

const viewOf =
  ({ article: { locale } }: LiveView) =>
  (entry: LiveEntryRecord): LiveEntryView => ({ ...entry, locale });

/** The summary tells what the entries tell, so it is for those who may read them all. */
const summaryOf = (
  { article, live: { summary } }: LiveView,
  _: unknown,
  { loaders, viewer, clock }: GatewayContext,
): Loaded<RichTextRecord | null> => {
  if (summary.length === 0 || sightOf(article, viewer, clock()).kind !== 'FULL') return null;
  const block = { id: 'summary', type: 'Paragraph', content: summary } as const;
  return thenLoaded(loaders.articles.linked.load([block]), ([linked]) =>
    linked?.type === 'Paragraph' ? linked.content : null,
  );
};

export const liveResolvers: Pick<Resolvers, 'LiveBlog' | 'LiveEntryConnection'> = {
  LiveBlog: {
    isLive: ({ live }) => live.isLive,
    entries: (view, { first, after, since, keyOnly }, context) => {
      const request = pageRequest({ first, after }, 'entry');
      const wanted = thenLoaded(readableEntries(view, context), (entries) =>
        entriesSince(entries, { since: since ?? null, keyOnly: keyOnly ?? false }),
      );
      return connection<LiveEntryView>({
        kind: 'entry',
        page: () =>
          thenLoaded(wanted, (entries) => {
            const page = entryPage(entries, request);
            return { ...page, rows: page.rows.map(viewOf(view)) };
          }),
        total: () => thenLoaded(wanted, ({ length }) => length),
        placeOf: entryPlace,
      });
    },
    pinned: (view, _, context) =>
      thenLoaded(readableEntries(view, context), (entries) => {
        const byId = new Map(entries.map((entry) => [entry.id, entry]));
        return view.live.pinnedEntryIds.flatMap((id) => byId.get(id) ?? []).map(viewOf(view));
      }),
    summary: summaryOf,
    changedAt: (view, _, context) => thenLoaded(readableEntries(view, context), changedAt),
    entryIds: (view, _, context) =>
      thenLoaded(readableEntries(view, context), (entries) => entries.map(({ id }) => id)),
  },
  LiveEntryConnection: connectionFields<LiveEntryView>(),
};
