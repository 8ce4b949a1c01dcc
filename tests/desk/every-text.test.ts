import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from 'graphql';
import { resolvers } from '../../resolvers/resolvers.ts';
import { makeSchema } from '../../src/graphql/make-schema.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';

/** Every text that any command takes, found from the schema (C09, C10, C12): what could not be kept letter for letter, and what is no text, is refused there, and nothing is written. */
const MUTATIONS = makeSchema(resolvers).getMutationType()?.getFields() ?? {};
/** Comes back as it was sent, and is kept by nobody. */
const ECHO = 'clientMutationId';
/** What is said of each item, and of strangers that they are none. */
const ANSWERS_EACH: ReadonlySet<string> = new Set(['purge', 'touch']);

type Path = readonly string[];
interface Leaf {
  readonly command: string;
  readonly path: Path;
}

/** The ways through the inputs of a type to its texts. */
const leavesOf = (type: GraphQLInputType, path: Path): Path[] => {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return ['String', 'ID'].includes(named.name) ? [path] : [];
  return Object.values(named.getFields())
    .filter(({ name }) => name !== ECHO)
    .flatMap((field) => leavesOf(field.type, [...path, field.name]));
};
const LEAVES: readonly Leaf[] = Object.values(MUTATIONS)
  .filter(({ name }) => !ANSWERS_EACH.has(name))
  .flatMap(({ name: command, args }) =>
    args.flatMap((argument) => leavesOf(argument.type, [argument.name]).map((path) => ({ command, path }))),
  );

let gateway: TestGateway;
let token: string;
let ids: Record<'art' | 'tag' | 'cor' | 'pst' | 'edt', string>;
beforeAll(async () => {
  gateway = await startGateway();
  token = await gateway.token({ roles: ['admin'] });
  const { json } = await gateway.query(
    '{ articles(first: 1) { nodes { id } } tag(slug: "oceans") { id } correspondents(first: 1) { nodes { id } } socialPost(url: "https://x.com/TomasReyd/status/1790000000000000004") { id } edition { id } }',
  );
  const { articles, tag, correspondents, socialPost, edition } = json.data;
  ids = {
    art: articles.nodes[0].id,
    tag: tag.id,
    cor: correspondents.nodes[0].id,
    pst: socialPost.id,
    edt: edition.id,
  };
});
afterAll(() => gateway.close());

const idFor = (command: string): string => {
  if (/Tag/.test(command)) return ids.tag;
  if (/Correspondent/.test(command)) return ids.cor;
  if (/Edition/.test(command)) return ids.edt;
  return /SocialPost/.test(command) ? ids.pst : ids.art;
};

const scalarFor = (typeName: string, command: string): unknown => {
  switch (typeName) {
    case 'ID':
      return idFor(command);
    case 'Int':
      return 1;
    case 'Float':
      return 0.5;
    case 'Boolean':
      return true;
    case 'DateTime':
      return new Date(NOW + 3_600_000).toISOString();
    case 'Date':
      return '2026-05-01';
    case 'Locale':
      return 'en';
    case 'URL':
      return 'https://x.com/somebody/status/1790000000000000099';
    default:
      return 'words';
  }
};

/** The least that a type takes, with this value at the end of this way through it. */
const filled = (type: GraphQLInputType, command: string, way: Path | null, value: unknown): unknown => {
  const named = getNamedType(type);
  const one = (): unknown => {
    if (way !== null && way.length === 0) return value;
    if (isEnumType(named)) return named.getValues()[0]?.name;
    if (!isInputObjectType(named)) return scalarFor(named.name, command);
    const [next, ...rest] = way ?? [];
    return Object.fromEntries(
      Object.values(named.getFields())
        .filter((field) => field.name === next || isRequiredInputField(field))
        .map((field) => [field.name, filled(field.type, command, field.name === next ? rest : null, value)]),
    );
  };
  const isList = (given: GraphQLInputType): boolean => isListType(getNullableType(given));
  if (!isList(type)) return one();
  const inner = getNullableType(type);
  return isListType(inner) && isList(inner.ofType) ? [[one()]] : [one()];
};

const give = async ({ command, path: [argument, ...way] }: Leaf, value: unknown) => {
  const args = MUTATIONS[command]?.args ?? [];
  const variables = Object.fromEntries(
    args.map(({ name, type }) => [name, filled(type, command, name === argument ? way : null, value)]),
  );
  gateway.commands.length = 0;
  const { json, codes, status } = await gateway.query(
    `mutation (${args.map(({ name, type }) => `$${name}: ${type}`).join(', ')}) { ${command}(${args.map(({ name }) => `${name}: $${name}`).join(', ')}) { userErrors { code path } } }`,
    variables,
    token,
  );
  const errors: { code: string; path: string[] }[] = json?.data?.[command]?.userErrors ?? [];
  return {
    status,
    codes,
    errors: errors.map(({ code, path }) => `${code} ${path.join('.')}`),
    written: gateway.commands.filter((name) => !['find', 'aggregate', 'count', 'getMore'].includes(name)),
  };
};

const named = ({ command, path }: Leaf): string => `${command} ${path.join('.')}`;

it('there are many', () => {
  expect(LEAVES.length).toBeGreaterThan(100);
});

describe.each([
  ['half of a character', 'wor\ud800ds', LEAVES],
  // Of a key nothing is made but another key.
  ['a NUL', 'wor\u0000ds', LEAVES.filter(({ path }) => path.at(-1) !== 'idempotencyKey')],
] as const)('%s', (_, text, leaves) => {
  it.each(leaves.map((leaf) => [named(leaf), leaf] as const))(
    'is refused, and nothing written: %s',
    async (_name, leaf) => {
      const { status, codes, errors, written } = await give(leaf, text);
      expect(status).toBeLessThan(500);
      expect([...codes, ...errors]).not.toEqual([]);
      expect(written).toEqual([]);
    },
  );
});

it.each([{ $ne: null }, { $where: '1' }, ['a', ['b']], { __proto__: null, 'a.b': 1 }])(
  '%j is no text, whichever command it is put into',
  async (value) => {
    const taken: string[] = [];
    for (const leaf of LEAVES) {
      const { codes, written } = await give(leaf, value);
      if (codes.join() !== 'BAD_USER_INPUT' || written.length > 0)
        taken.push(`${named(leaf)}: ${codes} ${written}`);
    }
    expect(taken).toEqual([]);
  },
);
