import type { TestGateway } from '../support/gateway.ts';
import { readAnswer, type TestAnswer } from '../support/test-server.ts';
import { pathName } from './schema-paths.ts';
import type { Route, Spelling, WalkDocument, WalkWriter } from './walk-documents.ts';
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

/** Asks as a viewer with this token: at the address for federation routers what only it serves, anything else where readers ask. */
export const ask = async (
  gateway: TestGateway,
  query: string,
  token: string | undefined,
): Promise<TestAnswer> => {
  const address = query.includes('_entities') ? '/subgraph' : '/graphql';
  return await readAnswer(
    await fetch(`${gateway.url}${address}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-encoding': 'identity',
        'x-subgraph-secret': SUBGRAPH_SECRET,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query }),
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
      const { json } = await ask(gateway, `{ ${fields.join(' ')} }`, token);
      names.push(...some.map((_, at) => json?.data?.[`a${at}`]?.__typename ?? null));
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

/** A route that was refused leaves nothing of its document when its field can't be `null`: such documents are halved until the refused ones are by themselves. */
export const settle = async (
  batches: readonly Batch[],
  writer: WalkWriter,
  answer: (query: string) => Promise<TestAnswer>,
): Promise<Batch[]> => {
  const settled: Batch[] = [];
  for (const batch of batches) {
    const { json } = await answer(batch.query);
    if (batch.routes.length === 1 || (json?.data !== null && json?.data !== undefined)) settled.push(batch);
    else
      settled.push(
        ...(await settle(
          batchesOf(batch.routes, writer, Math.ceil(batch.routes.length / 2)),
          writer,
          answer,
        )),
      );
  }
  return settled;
};

/** What a document asks for, for a complaint. */
export const said = ({ routes }: Batch): string =>
  routes
    .slice(0, 3)
    .map(({ path, given }) => `${pathName(path)} ${[...given.values()].join(' ')}`)
    .join('; ');
