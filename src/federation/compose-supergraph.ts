import { composeServices } from '@theguild/federation-composition';
import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { adviceOn } from './composition-advice.ts';
import { usesOfType } from './uses-of-type.ts';

/** One part of a supergraph: its name, where it answers, and its SDL with federation directives. */
export interface SubgraphSource {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** Subgraphs that don't make a supergraph. Each problem names the type, the field and the subgraph, and what to do. */
export class CompositionError extends Error {
  override readonly name = 'CompositionError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The subgraphs can't be composed:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

const codeOf = ({ extensions }: GraphQLError): string => String(extensions['code'] ?? 'COMPOSITION_FAILED');

/** In one line, with the advice behind it. */
const describe = (code: string, text: string): string => {
  const message = text.replace(/\s+/g, ' ').trim().replace(/\.?$/, '.');
  return `${code}: ${message} ${adviceOn(code)}`;
};

const UNKNOWN_TYPE = /^\[(?<subgraph>[^\]]+)\] Unknown type "?(?<type>\w+)/;

/** The composition says of an unknown type neither where it stands nor what to do. */
const describeProblem = (error: GraphQLError, documents: ReadonlyMap<string, DocumentNode>): string => {
  const { subgraph = '', type = '' } = UNKNOWN_TYPE.exec(error.message)?.groups ?? {};
  const document = documents.get(subgraph);
  const places = document === undefined ? [] : usesOfType(document, type);
  if (places.length === 0) return describe(codeOf(error), error.message);
  const where = places.map((place) => `"${place}"`).join(', ');
  return describe('UNKNOWN_TYPE', `[${subgraph}] There is no type "${type}", which ${where} has`);
};

const parseSource = ({ name, sdl }: SubgraphSource): DocumentNode => {
  try {
    return parse(sdl, { maxTokens: 200_000 });
  } catch (error) {
    const said = error instanceof GraphQLError ? error : null;
    const [place] = said?.locations ?? [];
    const where = place === undefined ? '' : `, line ${place.line}, column ${place.column}`;
    throw new CompositionError([
      `INVALID_GRAPHQL: the SDL of subgraph "${name}"${where}: ${said?.message ?? String(error)} ${adviceOn('INVALID_GRAPHQL')}`,
    ]);
  }
};

/** The supergraph's SDL. Throws a `CompositionError`. */
export const composeSupergraph = (sources: readonly SubgraphSource[]): string => {
  const parsed = sources.map((source) => ({ ...source, typeDefs: parseSource(source) }));
  const result = composeServices(parsed);
  const { errors = [], supergraphSdl } = result;
  if (supergraphSdl !== undefined && errors.length === 0) return supergraphSdl;
  const documents = new Map(parsed.map(({ name, typeDefs }) => [name, typeDefs]));
  throw new CompositionError(errors.map((error) => describeProblem(error, documents)));
};
