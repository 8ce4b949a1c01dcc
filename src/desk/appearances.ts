import { LRUCache } from 'lru-cache';
import type { Lease } from '../cache/lease.ts';
import type { Clock } from '../content/clock.ts';
import type { EventDraft } from '../content/newsroom-event.ts';
import type { ArticleHead, EditionRecord } from '../content/records.ts';
import { tagsOfChange, tagsOfEdition } from '../content/surrogate-tags.ts';
import type { ArticleStore, EditionStore } from '../store/store.ts';

export interface AppearancesOptions {
  readonly election: Lease;
  readonly articles: Pick<ArticleStore, 'appeared'>;
  readonly editions: Pick<EditionStore, 'appeared'>;
  readonly purge: (tags: readonly string[]) => Promise<unknown>;
  /** Puts an event into the log, once however often it is given, and tells it. */
  readonly announce: (event: EventDraft) => Promise<unknown>;
  readonly clock: Clock;
  /** Told of the first of several failures. */
  readonly onFailure: (error: unknown) => void;
}

export interface Appearances {
  /** Something appears by itself at this moment, or has just done so. */
  expect(moment: number): void;
  /** Announces what has appeared, if this instance is the elected one; answers with how many things. */
  look(): Promise<number>;
  start(): void;
  /** Stops, and lets another instance take over at once. */
  stop(): Promise<void>;
}

const TICK_MS = 500;
const BATCH = 1_000;
/** Appearances that this instance remembers to have announced: a moment may be looked at twice. */
const MAX_REMEMBERED = 10_000;

/**
 * Announces stories and editions that became visible by themselves: a schedule's hour has come, an embargo was lifted. Their tags are purged on every instance, lists included, and the event
 * is told. That readers see them doesn't wait for this: every lifetime ends at that moment anyway. One elected instance does it; if it dies another goes on from where it had come, and
 * what is announced twice for that is one event in the log. Stories aren't written for it: `statusAt()` says what state they are in.
 */
export const createAppearances = (options: AppearancesOptions): Appearances => {
  const { election, articles, editions, purge, announce, clock, onFailure } = options;
  /** Moments at which somebody has to look: the earliest of those that are known. */
  let due: number | null = null;
  let fence: number | null = null;
  /** From when on, if nobody has come anywhere yet. */
  const began = clock();
  const announced = new LRUCache<string, true>({ max: MAX_REMEMBERED });
  const isNew = ({ _id, version }: ArticleHead | EditionRecord, moment: Date | null): boolean =>
    moment !== null && !announced.has(`${_id}@${version} ${moment.getTime()}`);
  const remember = ({ _id, version }: ArticleHead | EditionRecord, moment: Date | null): void =>
    void announced.set(`${_id}@${version} ${moment?.getTime()}`, true);
  let looking: Promise<number> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let failing = false;

  const announceStory = async (head: ArticleHead, moment: Date): Promise<void> => {
    const tags = tagsOfChange(null, head);
    await purge(tags);
    await announce({
      kind: 'ARTICLE_APPEARED',
      at: moment,
      subjectId: head._id,
      version: head.version,
      otherId: null,
      actor: 'clock',
      tags,
      visibleFrom: { before: moment, after: moment },
    });
  };
  const announceAll = async (after: number, until: number): Promise<number> => {
    const [stories, fronts] = await Promise.all([
      articles.appeared(new Date(after), new Date(until), BATCH),
      editions.appeared(new Date(after), new Date(until), BATCH),
    ]);
    const shown = stories.filter((head) => byItself(head) && isNew(head, head.visibleFrom));
    for (const head of shown) {
      if (head.visibleFrom !== null) await announceStory(head, head.visibleFrom);
      remember(head, head.visibleFrom);
    }
    const opened = fronts.filter((edition) => opensByItself(edition) && isNew(edition, edition.publishedAt));
    if (opened.length > 0) await purge(opened.flatMap(tagsOfEdition));
    for (const edition of opened) remember(edition, edition.publishedAt);
    const many = shown.length + opened.length;
    const last = stories.length === BATCH ? stories.at(-1)?.visibleFrom?.getTime() : undefined;
    // There is more: go on from the last one, whose moment others may share.
    return last === undefined || last - 1 <= after ? many : many + (await announceAll(last - 1, until));
  };
  const look = async (): Promise<number> => {
    const held = await election.hold();
    if (held === null) {
      fence = null;
      return 0;
    }
    const now = clock();
    const from = held.reached ?? began;
    const gained = fence !== held.fence;
    if ((!gained && (due === null || due > now)) || now <= from) {
      fence = held.fence;
      return 0;
    }
    const expected = due;
    const many = await announceAll(Math.min(from, expected === null ? from : expected - 1), now);
    await election.reach(held.fence, now);
    fence = held.fence;
    if (due === expected && expected !== null && expected <= now) due = null;
    return many;
  };
  const lookOnce = (): Promise<number> => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };

  /** Looks; a failure is told once, and again when it has been better in between. */
  const tick = async (): Promise<void> => {
    try {
      await lookOnce();
      failing = false;
    } catch (error) {
      if (!failing) onFailure(error);
      failing = true;
    }
  };

  return {
    expect: (moment) => {
      due = due === null ? moment : Math.min(due, moment);
    },
    look: lookOnce,
    start: () => {
      timer = setInterval(() => void tick(), TICK_MS);
      timer.unref();
    },
    stop: async () => {
      clearInterval(timer);
      await looking?.catch(() => {});
      await election.release();
    },
  };
};

/** Whether a story became visible some time after it was written: one that is published at once is announced by whoever publishes it. */
const byItself = ({ status, visibleFrom, embargoedUntil, updatedAt }: ArticleHead): boolean =>
  visibleFrom !== null &&
  (status === 'SCHEDULED' || visibleFrom > updatedAt || visibleFrom.getTime() === embargoedUntil?.getTime());

const opensByItself = ({ publishedAt, updatedAt }: EditionRecord): boolean =>
  publishedAt !== null && publishedAt > updatedAt;
