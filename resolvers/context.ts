import type { Loaders } from '../loaders/loaders.ts';
import type { Clock } from '../src/content/clock.ts';
import type { HotStories } from '../src/content/hot-stories.ts';
import type { KeptStories } from '../src/content/kept-stories.ts';
import type { Newsroom } from '../src/content/newsroom.ts';
import type { NewsroomEvent } from '../src/content/newsroom-event.ts';
import type { Viewer } from '../src/content/viewer.ts';
import type { Peers } from '../src/content/wire.ts';
import type { Desk } from '../src/desk/desk.ts';
import type { Subscriber } from '../src/live/subscriber.ts';

/** What every resolver is given. Made anew for each request; the only way from a resolver to any data. */
export interface GatewayContext {
  readonly viewer: Viewer;
  readonly loaders: Loaders;
  /** Every write goes through here. */
  readonly desk: Desk;
  /** The key of the next command of this request, where the request names one. */
  readonly commandKey: () => string | null;
  readonly clock: Clock;
  /** Other newsrooms, whose stories are on the wire. */
  readonly peers: Peers;
  /** What cursors of the wire are sealed with. */
  readonly wireKey: () => Promise<Buffer>;
  /** What readers read. */
  readonly hotness: Pick<HotStories, 'hottest'>;
  /** Told of each story that the viewer is given for itself. Counts it, if they are a reader. */
  readonly countRead: (articleId: string) => void;
  /** What this gateway's cache has, for administrators. */
  readonly kept: KeptStories;
  /** Quoted in masked errors and in the log. */
  readonly requestId: string;
  /** The newsroom's own settings that answers depend on. */
  readonly newsroom: Newsroom;
  /** Aborted when the client goes away or time is up. */
  readonly signal: AbortSignal;
  /** What subscriptions follow; `null` for everything else. */
  readonly subscriber: Subscriber | null;
  /** The same for the reading of one event: with nothing read yet, and by a clock that isn't behind it. */
  readonly deliver: (event: NewsroomEvent) => GatewayContext;
}
