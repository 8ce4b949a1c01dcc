import { CriticalityLevel, diff } from '@graphql-inspector/core';
import {
  buildClientSchema,
  buildSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
} from 'graphql';
import { CallError, callWithRetries } from './remote-call.ts';

/** What a change of the schema does to those who use it. */
export interface SchemaChange {
  readonly effect: 'BREAKING' | 'DANGEROUS' | 'SAFE';
  readonly message: string;
  /** The type or field, e.g. `Article.headline`. */
  readonly path: string | null;
}

const EFFECTS: Record<CriticalityLevel, SchemaChange['effect']> = {
  [CriticalityLevel.Breaking]: 'BREAKING',
  [CriticalityLevel.Dangerous]: 'DANGEROUS',
  [CriticalityLevel.NonBreaking]: 'SAFE',
};

/** What becomes of `before` if `after` takes its place, the worst first. */
export const compareSchemas = async (
  before: GraphQLSchema,
  after: GraphQLSchema,
): Promise<readonly SchemaChange[]> => {
  const order = Object.values(EFFECTS);
  const changes = await diff(before, after);
  return changes
    .map(({ criticality, message, path }) => ({
      effect: EFFECTS[criticality.level],
      message,
      path: path ?? null,
    }))
    .sort((left, right) => order.indexOf(left.effect) - order.indexOf(right.effect));
};

/** All that an SDL says, so that nothing seems to be new that only wasn't asked for. */
const WHOLE = { specifiedByUrl: true, directiveIsRepeatable: true, inputValueDeprecation: true };

const MAX_BYTES = 50_000_000;
const TIMEOUT_MS = 10_000;

/** The schema that is served at an address, by introspection. Throws a `CallError`. */
export const fetchSchema = async (
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<GraphQLSchema> => {
  const { body } = await callWithRetries(
    {
      url,
      headers,
      body: JSON.stringify({ query: getIntrospectionQuery(WHOLE) }),
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      signal: null,
    },
    1,
  );
  const data = body['data'];
  if (typeof data !== 'object' || data === null || !('__schema' in data)) throw new CallError('NOT_GRAPHQL');
  return buildClientSchema(data as IntrospectionQuery);
};

/** The schema of an SDL. */
export const parseSchema = (sdl: string): GraphQLSchema => buildSchema(sdl);
