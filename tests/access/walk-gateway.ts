import { createHash } from 'node:crypto';
import type { TestGateway } from '../support/gateway.ts';
import { postGraphql, readAnswer, type TestAnswer } from '../support/test-server.ts';
import { pathName } from './schema-paths.ts';
import {
  REGISTER,
  type Route,
  type Spelling,
  WALK,
  type WalkDocument,
  type WalkWriter,
} from './walk-documents.ts';
import type { Probe } from './walk-routes.ts';

const SUBGRAPH_SECRET = 'the secret of a router in tests';

/** Limits that let many ways be asked for at once: this is about who sees what, not about how much. */
export const LIMITS: Record<string, string> = {
  DATELINE_MAX_BODY_BYTES: '10000000',
  DATELINE_MAX_TOKENS: '1000000',
  DATELINE_MAX_DEPTH: '100',
  DATELINE_MAX_ALIASES: '100000',
  DATELINE_MAX_DIRECTIVES: '1000',
  DATELINE_MAX_ROOT_FIELDS: '1000',
  DATELINE_MAX_COST: '1000000000',
  DATELINE_SUBGRAPH: 'true',
  DATELINE_SUBGRAPH_SECRET: SUBGRAPH_SECRET,
};

const FOR_ROUTERS = /\b_(?:entities|service)\b/;

/** Asks as a viewer with this token: at the address for federation routers what only it serves, anything else where readers ask. */
export const ask = async (
  gateway: TestGateway,
  query: string,
  token: string | undefined,
): Promise<TestAnswer> => {
  const address = FOR_ROUTERS.test(query) ? '/subgraph' : '/graphql';
  return await readAnswer(
    await fetch(`${gateway.url}${address}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-encoding': 'identity',
        'x-subgraph-secret': SUBGRAPH_SECRET,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, operationName: WALK }),
    }),
  );
};

const AT_ONCE = 30;

/** Asks a gateway what its root fields answer with. A field that is refused answers with nothing. */
export const probeWith =
  (gateway: TestGateway, token: string): Probe =>
  async (step, tried) => {
    const names: (string | null)[] = [];
    for (let start = 0; start < tried.length; start += AT_ONCE) {
      const some = tried.slice(start, start + AT_ONCE);
      const fields = some.map((args, at) => `a${at}: ${step.field.name}${args} { __typename }`);
      const { json } = await ask(gateway, `query ${WALK} { ${fields.join(' ')} }`, token);
      names.push(...some.map((_, at) => [json?.data?.[`a${at}`]].flat()[0]?.__typename ?? null));
    }
    return names;
  };

/** Routes that are asked for in one document. */
export interface Batch extends WalkDocument {
  readonly routes: readonly Route[];
}

const SPELLINGS: readonly Spelling[] = ['plain', 'fragments', 'interfaces'];

/** Puts routes into documents, so many in each; the spelling changes from one to the next. */
export const batchesOf = (routes: readonly Route[], writer: WalkWriter, size = 40): Batch[] => {
  const batches: Batch[] = [];
  for (let start = 0; start < routes.length; start += size) {
    const some = routes.slice(start, start + size);
    batches.push({ routes: some, ...writer.write(some, SPELLINGS[batches.length % SPELLINGS.length]) });
  }
  return batches;
};

/** A document that can be asked, and what the answer was. */
interface Settled {
  readonly batch: Batch;
  readonly answer: TestAnswer;
}

/**
 * Asks for a document. A route that is refused leaves nothing of it when its field can't be `null`: then those that the errors name go on by themselves, and the others without them.
 */
export const settle = async function* (
  batch: Batch,
  writer: WalkWriter,
  asked: (query: string) => Promise<TestAnswer>,
): AsyncGenerator<Settled> {
  const { routes } = batch;
  const answer = await asked(batch.query);
  if (routes.length === 1 || (answer.json?.data ?? null) !== null) {
    yield { batch, answer };
    return;
  }
  const named = namedBy(answer, batch);
  const parts =
    named.length === 0 || named.length === routes.length
      ? [routes.slice(0, routes.length / 2), routes.slice(routes.length / 2)]
      : [named, routes.filter((route) => !named.includes(route))];
  for (const part of parts) for (const half of batchesOf(part, writer)) yield* settle(half, writer, asked);
};

/** The routes that the errors of an answer lie on. */
const namedBy = ({ json }: TestAnswer, { routes, places }: Batch): Route[] => {
  const errors: { path?: readonly (string | number)[] }[] = json?.errors ?? [];
  const paths = errors.map(({ path = [] }) => path.filter((step) => typeof step === 'string').join('.'));
  return routes.filter((_, at) =>
    paths.some((path) => path !== '' && `${places[at]}.`.startsWith(`${path}.`)),
  );
};

/** The surrogate tags that a cache outside is told of an anonymous reader's answer, in order; none where it isn't kept. */
export const toldTags = async (gateway: TestGateway, query: string): Promise<readonly string[]> => {
  if (FOR_ROUTERS.test(query)) return [];
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  await postGraphql(gateway.url, { query, operationName: REGISTER, extensions });
  const { headers, status } = await fetch(
    `${gateway.url}/graphql?operationName=${WALK}&extensions=${encodeURIComponent(JSON.stringify(extensions))}`,
    { headers: { 'apollo-require-preflight': 'true', 'if-none-match': '*' } },
  );
  if (status !== 304) return [];
  return (headers.get('surrogate-key') ?? '').split(' ').sort();
};

/** What a document asks for, for a complaint. */
export const said = ({ routes }: Batch): string =>
  routes
    .slice(0, 3)
    .map(({ path, given }) => `${pathName(path)} ${[...given.values()].join(' ')}`)
    .join('; ');
