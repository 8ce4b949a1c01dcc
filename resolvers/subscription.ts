import { GatewayError } from '../src/content/errors.ts';
import { kindOfId } from '../src/content/global-id.ts';
import { entriesIn } from '../src/content/live-entries.ts';
import { matchesCondition } from '../src/content/matches-condition.ts';
import type { NewsroomEvent } from '../src/content/newsroom-event.ts';
import type { ArticleHead } from '../src/content/records.ts';
import { type LiveChangeKind, type StoryChangeKind, storyChangeOf } from '../src/content/story-change.ts';
import { FRONT } from '../src/content/surrogate-tags.ts';
import { isStaff } from '../src/content/viewer.ts';
import type { Told } from '../src/live/subscriber.ts';
import type { GatewayContext } from './context.ts';
import type { LiveChangeView, StoryChangeView } from './event-views.ts';
import { loadNode } from './node.ts';
import { readableBlocks } from './readable-blocks.ts';
import type {
  Resolvers,
  SubscriptionLiveEntriesArgs,
  SubscriptionResolvers,
  SubscriptionStoryChangesArgs,
} from './types.generated.ts';

/** Makes of each event what this subscriber is told, `null` for nothing, in a context of its own: what was read for one event is read anew for the next. */
async function* tell<V>(
  events: AsyncIterable<NewsroomEvent>,
  context: GatewayContext,
  concerns: (event: NewsroomEvent) => boolean,
  viewOf: (event: NewsroomEvent, context: GatewayContext) => Promise<V | null>,
): AsyncGenerator<Told<GatewayContext, V>, void, void> {
  for await (const event of events) {
    if (!concerns(event)) continue;
    const mine = context.deliver(event);
    const value = await viewOf(event, mine);
    if (value !== null) yield { eventId: idOf(event, context), value, context: mine, readings: mine.loaders };
  }
}

const subscriberOf = ({ subscriber }: GatewayContext): NonNullable<GatewayContext['subscriber']> => {
  if (subscriber === null) throw new TypeError('A subscription was executed as if it were a query.');
  return subscriber;
};
const idOf = (event: NewsroomEvent, context: GatewayContext): string => subscriberOf(context).idOf(event);
const toldValue = <V>(told: Told<GatewayContext, V>): V => told.value;

/** Whether the story is, or was before this event, among those that the filter lets through. */
const isWanted = async (
  { tags, version, subjectId: articleId }: NewsroomEvent,
  kind: StoryChangeKind,
  article: ArticleHead | null,
  filter: SubscriptionStoryChangesArgs['filter'],
  { articles }: GatewayContext['loaders'],
): Promise<boolean> => {
  if (filter == null) return true;
  if (article !== null && matchesCondition(article, await articles.conditions.load(filter))) return true;
  // Only what left a list, or moved in one, can have been in it before; and what readers couldn't see was in none.
  return (
    kind !== 'PUBLISHED' &&
    tags.includes(FRONT) &&
    (await articles.matched.load({ articleId, version: version - 1, filter }))
  );
};

const storyChange = async (
  event: NewsroomEvent,
  { filter }: SubscriptionStoryChangesArgs,
  context: GatewayContext,
): Promise<StoryChangeView | null> => {
  const { subjectId } = event;
  const kind = storyChangeOf(event);
  if (kind === null) return null;
  const article = kind === 'RETRACTED' ? null : await context.loaders.articles.byId.load(subjectId);
  // Hidden again since: what took it back is told, too.
  if (article === null && kind !== 'RETRACTED') return null;
  if (!(await isWanted(event, kind, article, filter, context.loaders))) return null;
  return { eventId: idOf(event, context), at: event.at, kind, articleId: subjectId, article };
};

const LIVE_KINDS: Partial<Record<NewsroomEvent['kind'], LiveChangeKind>> = {
  LIVE_STARTED: 'STARTED',
  LIVE_ENTRY_ADDED: 'ENTRY_ADDED',
  LIVE_ENTRY_EDITED: 'ENTRY_EDITED',
  LIVE_ENTRY_REMOVED: 'ENTRY_REMOVED',
  LIVE_ENTRY_PINNED: 'PINNED',
  LIVE_CLOSED: 'CLOSED',
};

const liveChange = async (event: NewsroomEvent, context: GatewayContext): Promise<LiveChangeView | null> => {
  const told = { eventId: idOf(event, context), at: event.at, entryId: null, entry: null, live: null };
  const change = storyChangeOf(event);
  if (change === null) return null;
  if (change === 'RETRACTED') return { ...told, kind: 'WITHDRAWN' };
  const article = await context.loaders.articles.byId.load(event.subjectId);
  if (article?.live == null) return null;
  const live = { article, live: article.live };
  const kind = LIVE_KINDS[event.kind] ?? 'STORY_CHANGED';
  if (kind === 'ENTRY_REMOVED') return { ...told, live, kind, entryId: event.otherId };
  if (kind !== 'ENTRY_ADDED' && kind !== 'ENTRY_EDITED') return { ...told, live, kind };
  const entries = entriesIn(await readableBlocks(article, context));
  const entry = entries.find(({ id }) => id === event.otherId);
  // Below what this viewer may read, or taken out since.
  if (entry === undefined) return null;
  return { ...told, live, kind, entryId: entry.id, entry: { ...entry, locale: article.locale } };
};

const among = <T>(value: T, wanted: readonly T[] | null | undefined): boolean =>
  wanted == null || wanted.includes(value);

const checkId = (id: string): void => {
  if (kindOfId(id) !== 'Article')
    throw new GatewayError(
      'BAD_USER_INPUT',
      `\`articleId\`: ${JSON.stringify(id.slice(0, 80))} is no story's id.`,
    );
};

export const subscriptionFields: SubscriptionResolvers = {
  storyChanges: {
    subscribe: async (_, args: SubscriptionStoryChangesArgs, context) =>
      tell(
        await subscriberOf(context).follow(args.afterEvent ?? null),
        context,
        (event) => {
          const kind = kindOfId(event.subjectId) === 'Article' ? storyChangeOf(event) : null;
          return kind !== null && among(kind, args.kinds) && among(event.subjectId, args.ids);
        },
        (event, mine) => storyChange(event, args, mine),
      ),
    resolve: toldValue<StoryChangeView>,
  },
  liveEntries: {
    subscribe: async (_, { articleId, afterEvent }: SubscriptionLiveEntriesArgs, context) => {
      checkId(articleId);
      return tell(
        await subscriberOf(context).follow(afterEvent ?? null),
        context,
        ({ subjectId }) => subjectId === articleId,
        liveChange,
      );
    },
    resolve: toldValue<LiveChangeView>,
  },
  deskActivity: {
    subscribe: async (_, { kinds, ids, afterEvent }, context) => {
      if (!isStaff(context.viewer)) throw new GatewayError('FORBIDDEN');
      return tell(
        await subscriberOf(context).follow(afterEvent ?? null),
        context,
        (event) => among(event.kind, kinds) && among(event.subjectId, ids),
        async (event) => ({ ...event, eventId: idOf(event, context) }),
      );
    },
    resolve: toldValue,
  },
};

export const eventResolvers: Pick<Resolvers, 'DeskEvent'> = {
  DeskEvent: {
    nodeId: ({ subjectId }) => subjectId,
    node: ({ subjectId }, _, context) => loadNode(subjectId, context),
  },
};
