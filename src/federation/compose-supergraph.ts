import { composeServices } from '@theguild/federation-composition';
import { type DocumentNode, GraphQLError, parse } from 'graphql';
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

/** What to do, by the code of the composition's error (https://www.apollographql.com/docs/graphos/reference/federation/errors). */
const ADVICE: Readonly<Record<string, string>> = {
  INVALID_FIELD_SHARING:
    'Mark the field `@shareable` in every subgraph that has it, or leave it to one of them.',
  FIELD_TYPE_MISMATCH: 'Give the field one type in all subgraphs.',
  FIELD_ARGUMENT_TYPE_MISMATCH: 'Give the argument one type in all subgraphs.',
  TYPE_KIND_MISMATCH: 'Make it the same kind of type in all subgraphs, or give one of them another name.',
  KEY_INVALID_FIELDS: 'Name fields in `@key(fields:)` that the type has.',
  KEY_INVALID_FIELDS_TYPE: 'Write `@key(fields: "…")` with a string.',
  KEY_FIELDS_SELECT_INVALID_TYPE: 'Key fields must be plain values or objects with a selection.',
  PROVIDES_INVALID_FIELDS: 'Name fields in `@provides(fields:)` that the type of the field has.',
  REQUIRES_INVALID_FIELDS: 'Name fields in `@requires(fields:)` that the type has, marked `@external`.',
  EXTERNAL_UNUSED: 'Take the `@external` field out, or name it in a `@key`, `@requires` or `@provides`.',
  EXTERNAL_MISSING_ON_BASE: 'Add the field to the subgraph that owns the type, or take `@external` off.',
  EXTERNAL_TYPE_MISMATCH: 'Give the `@external` field the type that its owner gives it.',
  OVERRIDE_FROM_SELF_ERROR: 'Name another subgraph in `@override(from:)`.',
  SATISFIABILITY_ERROR:
    'Give the type a `@key` in both subgraphs, so that the router can get from one to the other.',
  UNKNOWN_TYPE: 'Define the type, or mend its name.',
  INVALID_GRAPHQL: 'Mend the SDL of that subgraph.',
  INVALID_LINK_DIRECTIVE_USAGE:
    'Write `@link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])` with what you use.',
  NO_QUERIES: 'Give at least one subgraph a field on `Query`.',
  ENUM_VALUE_MISMATCH: 'Give the enum the same values in all subgraphs.',
  REQUIRED_INPUT_FIELD_MISSING_IN_SOME_SUBGRAPH: 'Add the input field to all subgraphs, or make it optional.',
  REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH: 'Add the argument to all subgraphs, or make it optional.',
  INTERFACE_FIELD_NO_IMPLEM: 'Add the field to every type that implements the interface.',
  INPUT_FIELD_DEFAULT_MISMATCH: 'Give the input field one default in all subgraphs.',
  DIRECTIVE_DEFINITION_INVALID: 'Leave the definition of the federation directive out: `@link` brings it.',
};

const codeOf = ({ extensions }: GraphQLError): string => String(extensions['code'] ?? 'COMPOSITION_FAILED');

/** In one line, with the advice behind it. */
const describe = (code: string, text: string): string => {
  const advice = ADVICE[code];
  const message = text.replace(/\s+/g, ' ').trim().replace(/\.?$/, '.');
  return `${code}: ${message}${advice === undefined ? '' : ` ${advice}`}`;
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
      `INVALID_GRAPHQL: the SDL of subgraph "${name}"${where}: ${said?.message ?? String(error)} ${ADVICE['INVALID_GRAPHQL']}`,
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
