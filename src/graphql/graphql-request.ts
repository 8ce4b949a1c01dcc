import type { OperationDefinitionNode } from 'graphql';
import type { OnBatch } from '../../loaders/watched-reads.ts';
import type { Reading } from '../cache/cache.ts';
import type { Viewer } from '../content/viewer.ts';
import type { Passenger } from '../federation/remote-executor.ts';

/** A request's operation and variables, found to be good and within the limit of its cost. */
export interface Judged {
  readonly operation: OperationDefinitionNode;
  /** Coerced. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** A request as the HTTP room hands it over: read, decoded, and its viewer known. */
export interface GraphQLRequest {
  readonly method: string;
  /** Lower-case names. */
  readonly headers: Iterable<readonly [string, string]>;
  /** The query string with its `?`, or nothing. */
  readonly search: string;
  /** Parsed JSON; `undefined` for GET. */
  readonly body: unknown;
  readonly viewer: Viewer;
  /** Who asks, as far as their allowance goes: `DATELINE_MAX_FIELDS_PER_MINUTE`. */
  readonly client?: string | undefined;
  readonly requestId: string;
  /** Aborted when the client goes away, time is up or the process stops; the reason is the `GatewayError` to answer with. */
  readonly signal: AbortSignal;
  /** How records are read for this answer, where somebody wants to know what it is made of. */
  readonly reading?: Reading | undefined;
  /** Told of each story, by its id, that the viewer is given for itself: what counts as read. */
  readonly onStory?: ((articleId: string) => void) | undefined;
  /** What was found out of this very request when its key was looked for. */
  readonly judged?: Judged | undefined;
  /** Told of each batch that a loader sends out, where somebody wants to see them. */
  readonly onBatch?: OnBatch | undefined;
  /** Told of each answer of another service that this one is made of. */
  readonly onSubgraph?: Passenger['onAnswer'] | undefined;
}

export interface GraphQLAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** Whether some of it is old, because another service didn't answer. */
  readonly stale?: boolean;
}
