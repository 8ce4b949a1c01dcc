import type { IncomingMessage } from 'node:http';
import { type ExecutionArgs, type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { CloseCode, type Context, makeServer, type Server, type SubscribePayload } from 'graphql-ws';
import { GatewayError } from '../../content/errors.ts';
import type { Viewer } from '../../content/viewer.ts';
import { maskError } from '../../graphql/mask-error.ts';
import type { GraphQLServer } from '../../graphql/server.ts';
import type { Subscription } from '../../graphql/subscriptions.ts';
import type { TrustedDocuments } from '../../graphql/trusted/trusted-documents.ts';
import type { Log } from '../../observe/log.ts';
import { clientOf } from '../client-of.ts';
import { ClientGone } from '../request-signal.ts';
import type { OpenSubscriptions, SubscriptionLife } from './open-subscriptions.ts';

export interface SocketProtocolOptions {
  readonly graphql: Pick<GraphQLServer, 'subscribe'>;
  readonly authenticate: (authorization: readonly string[]) => Viewer | Promise<Viewer>;
  readonly trusted?: Pick<TrustedDocuments, 'resolve'>;
  readonly open: OpenSubscriptions;
  /** The most subscriptions of one socket. */
  readonly perSocket: number;
  /** In lower case: where a balancer tells the client's address. */
  readonly clientHeader?: string | null;
  readonly log: Log;
}

/** A socket, as the protocol knows it. */
export interface Connected {
  readonly request: IncomingMessage;
  readonly requestId: string;
  /** Of the upgrade's `Authorization` header; what the first message says goes before it. */
  readonly authorization: readonly string[];
  close(code: number, reason: string): void;
  viewer: Viewer | null;
}
type Socket = Context<Record<string, unknown>, Connected>;

/** `Authorization`, as one header or as a field of the first message, where a browser can say it. */
const authorizationOf = ({ connectionParams, extra }: Socket): readonly string[] => {
  const said = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
  if (said === undefined || said === null) return extra.authorization;
  return [typeof said === 'string' ? said : ''];
};

/** The `graphql-transport-ws` protocol for our subscriptions. What is refused is refused in the words of the one table. */
export const createSocketProtocol = (options: SocketProtocolOptions): Server<Connected> => {
  const { graphql, authenticate, trusted, open, perSocket, clientHeader = null, log } = options;
  const told = new WeakMap<GraphQLError, GraphQLFormattedError>();
  const opened = new WeakMap<ExecutionArgs, AsyncGenerator<ExecutionResult, void, void>>();

  const refusal = (formatted: GraphQLFormattedError): GraphQLError => {
    const error = new GraphQLError(formatted.message);
    told.set(error, formatted);
    return error;
  };
  const refusalOf = (error: GatewayError): GraphQLError =>
    refusal(maskError(error, { requestId: '' }).formatted);

  const subscribe = async (socket: Socket, payload: SubscribePayload, viewer: Viewer) => {
    if (Object.keys(socket.subscriptions).length > perSocket)
      throw new GatewayError('SUBSCRIPTIONS_LIMITED', `A connection has at most ${perSocket}.`, {
        more: { maximum: perSocket },
      });
    const { request, requestId } = socket.extra;
    const life = open.begin(viewer);
    try {
      const asked = {
        method: 'POST',
        headers: [],
        search: '',
        body: payload,
        viewer,
        client: clientOf(request, viewer, clientHeader),
        requestId,
        signal: life.signal,
        lastEventId: null,
      };
      const subscription = await graphql.subscribe(trusted?.resolve(asked) ?? asked);
      if ('errors' in subscription) {
        life.end(new ClientGone('It was refused.'));
        return subscription.errors.map(refusal);
      }
      const args = { ...subscription.operation };
      opened.set(args, resultsOf(subscription, life));
      return args;
    } catch (error) {
      life.end(error);
      throw error;
    }
  };

  return makeServer<Record<string, unknown>, Connected>({
    async onConnect(socket) {
      const { extra } = socket;
      try {
        extra.viewer = await authenticate(authorizationOf(socket));
        return true;
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        extra.close(error.status === 401 ? CloseCode.Unauthorized : TRY_AGAIN_LATER, error.code);
        return false;
      }
    },
    async onSubscribe(socket, _, payload) {
      const { viewer } = socket.extra;
      if (viewer === null) return [refusalOf(new GatewayError('UNAUTHENTICATED'))];
      try {
        return await subscribe(socket, payload, viewer);
      } catch (error) {
        if (error instanceof GatewayError) return [refusalOf(error)];
        throw error;
      }
    },
    subscribe: (args) => {
      const results = opened.get(args);
      if (results === undefined) throw new TypeError('An operation came past `onSubscribe`.');
      return results;
    },
    // As they are: their errors have been settled.
    onNext: (_, __, ___, ____, result) => result as never,
    onError: (socket, _, __, errors) =>
      errors.map((error) => {
        const known = told.get(error);
        if (known !== undefined) return known;
        const { requestId } = socket.extra;
        const { formatted, hidden } = maskError(error, { requestId });
        if (hidden !== null) log.error({ err: hidden, requestId }, 'A subscription failed.');
        return formatted;
      }),
  });
};

/** RFC 6455, 7.4.1. */
export const TRY_AGAIN_LATER = 1013;

/** The results, which end at once when the client has had enough: a generator that waits for an event can't be told so, its signal can. */
const resultsOf = (
  { results }: Subscription,
  life: SubscriptionLife,
): AsyncGenerator<ExecutionResult, void, void> => {
  const over = new ClientGone('The client ended it.');
  const generator = (async function* () {
    try {
      for await (const { result } of results) yield result;
    } finally {
      life.end(over);
    }
  })();
  const giveBack = generator.return.bind(generator);
  generator.return = async (value) => {
    life.end(over);
    return await giveBack(value);
  };
  return generator;
};
