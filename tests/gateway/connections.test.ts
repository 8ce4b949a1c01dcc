import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLObjectType, getNamedType, isEnumType, isRequiredArgument } from 'graphql';
import { resolvers } from '../../resolvers/resolvers.ts';
import { CURSOR_KINDS } from '../../src/content/cursor.ts';
import { kindOfId } from '../../src/content/global-id.ts';
import { decodeWireCursor, encodeWireCursor } from '../../src/content/wire-cursor.ts';
import { makeSchema } from '../../src/graphql/make-schema.ts';
import { everyArguments, leastArguments, samplesOf } from '../access/argument-values.ts';
import { canaryNewsroom, putNewsroom } from '../access/canary-newsroom.ts';
import { lastOf, type Path, pathName, pathsFrom } from '../access/schema-paths.ts';
import { LIMITS } from '../access/walk-gateway.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { sampleCorrespondent } from '../support/sample-records.ts';

/** Relay's Cursor Connections specification, held to by every connection that the schema has, each found from the schema and met on the shortest way to it. */
const schema = makeSchema(resolvers);
const canaries = canaryNewsroom();
const newsroom = {
  ...canaries,
  correspondents: [...canaries.correspondents, ...[1, 2, 3].map((n) => sampleCorrespondent(`more ${n}`))],
};
const samples = samplesOf(newsroom);

const isConnection = (path: Path): boolean =>
  getNamedType(lastOf(path).field.type).name.endsWith('Connection');
const found = new Map<string, Path>();
for (const path of pathsFrom(schema, schema.getQueryType() as GraphQLObjectType, {
  target: 'Article',
  targetVisits: 2,
})
  .filter(isConnection)
  .sort((left, right) => left.length - right.length)) {
  const { parent, field } = lastOf(path);
  const name = `${parent.name}.${field.name}`;
  if (!found.has(name)) found.set(name, path);
}
const CONNECTIONS = [...found.entries()];

let gateway: TestGateway;
let token: string;
let wireKey: Buffer;
beforeAll(async () => {
  gateway = await startGateway(
    LIMITS,
    null,
    null,
    (url) => url,
    (store) => putNewsroom(store, newsroom),
  );
  token = await gateway.token({ roles: ['admin'] });
  wireKey = await gateway.gateway.store.secrets.secret('wire cursors');
});
afterAll(() => gateway.close());

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: object }[];
  readonly nodes: readonly object[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount?: number;
}
type Arguments = Readonly<Record<string, string | number>>;

/** How a connection is reached, and by whom it has most. */
interface Place {
  readonly path: Path;
  readonly root: string;
  /** The arguments that the connection can't do without. */
  readonly least: string;
  readonly token: string | undefined;
}

const literal = (given: Arguments): string => {
  const all = Object.entries(given).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return all.length === 0 ? '' : `(${all.join(', ')})`;
};

const withPage = (least: string, given: Arguments): string =>
  least === ''
    ? literal(given)
    : literal(given) === ''
      ? least
      : `${least.slice(0, -1)}, ${literal(given).slice(1)}`;

const selectionOf = (path: Path): string => {
  const connection = getNamedType(lastOf(path).field.type) as GraphQLObjectType;
  const node = connection.getFields()['nodes'];
  const type = node && getNamedType(node.type);
  const shown = `{ __typename ${type !== undefined && 'getFields' in type && 'id' in type.getFields() ? 'id' : ''} }`;
  const total = 'totalCount' in connection.getFields() ? 'totalCount' : '';
  return `{ edges { cursor node ${shown} } nodes ${shown} pageInfo { hasNextPage hasPreviousPage startCursor endCursor } ${total} }`;
};

/** Asks for several pages of one connection at once. */
const pages = async ({ path, root, least, token: asked }: Place, given: readonly Arguments[]) => {
  const last = lastOf(path);
  const inner = given
    .map((args, at) => `p${at}: ${last.field.name}${withPage(least, args)} ${selectionOf(path)}`)
    .join(' ');
  const narrowed = (at: number, inside: string): string =>
    path[at]?.narrowed === true ? `... on ${path[at]?.parent.name} { ${inside} }` : inside;
  const query = path
    .slice(0, -1)
    .reduceRight(
      (inside, step, at) =>
        narrowed(at, `${step.field.name}${at === 0 ? root : leastArguments(step, samples)} { ${inside} }`),
      narrowed(path.length - 1, inner),
    );
  const { json, codes } = await gateway.query(`{ ${query} }`, {}, asked);
  // Of a list on the way, the first that leads on.
  const dig = (value: unknown, names: readonly string[]): Record<string, Page> | null => {
    if (Array.isArray(value))
      return value.map((item) => dig(item, names)).find((one) => one !== null) ?? null;
    if (value === null || typeof value !== 'object') return null;
    const [name, ...rest] = names;
    if (name !== undefined) return dig((value as Record<string, unknown>)[name], rest);
    return 'p0' in value && value.p0 !== null ? (value as Record<string, Page>) : null;
  };
  const at = dig(
    json?.data ?? null,
    path.slice(0, -1).map(({ field }) => field.name),
  );
  return { codes, found: given.map((_, index) => at?.[`p${index}`] ?? null) };
};

/** What a root field is asked for: things of its own kind, by their ids. */
const rootsOf = (path: Path): readonly string[] => {
  const [first] = path;
  if (first === undefined || path.length === 1) return [''];
  const kind = getNamedType(first.field.type).name;
  const all = everyArguments(first, samples).filter((args) => {
    const id = /^\(id: "(.*)"\)$/.exec(args)?.[1];
    return id !== undefined && [kindOfId(id), 'Node'].includes(kind as never);
  });
  return all.length === 0 ? [leastArguments(first, samples)] : all;
};

/** What the connection itself must be asked for: each value, where it is one of a few. */
const leastsOf = (path: Path): readonly string[] => {
  const [required] = lastOf(path).field.args.filter(isRequiredArgument);
  const type = required === undefined ? null : getNamedType(required.type);
  if (required === undefined || !isEnumType(type)) return [leastArguments(lastOf(path), samples)];
  return type.getValues().map(({ name }) => `(${required.name}: ${name})`);
};

/** Where a connection has most rows, of all that it can be asked for, by an anonymous reader and by staff. */
const longest = async (path: Path, most: number): Promise<{ place: Place; all: Page }> => {
  let best: { place: Place; all: Page } | null = null;
  for (const asked of [undefined, token])
    for (const root of rootsOf(path))
      for (const least of leastsOf(path)) {
        const place = { path, root, least, token: asked };
        const [all] = (await pages(place, [{ first: most }])).found;
        if (all != null && all.edges.length > (best?.all.edges.length ?? 0)) best = { place, all };
        if (best !== null && best.all.edges.length >= 5) return best;
      }
  if (best === null) throw new Error(`Nothing was found by ${pathName(path)}.`);
  return best;
};

/** The cursor that a row would have had that isn't there, right beside one that is: on its one side or the other. */
const goneFrom = (cursor: string): string => {
  if (isOfWire(cursor)) return goneFromWire(cursor);
  const said = Buffer.from(cursor, 'base64url').toString('utf8');
  return Buffer.from(`${said.slice(0, -1)}~`, 'utf8').toString('base64url');
};
const isOfWire = (cursor: string): boolean => Buffer.from(cursor, 'base64url').toString().startsWith('["w');
/** One of the wire is sealed, and has a place for each source: one whose id is less stands behind it. */
const goneFromWire = (cursor: string): string => {
  const places = [...decodeWireCursor(wireKey, cursor)].map(
    ([key, at]) =>
      [key, typeof at === 'string' ? at : { ...at, id: at.id.replace(/(?<=^art_\w{15})\w/, '0') }] as const,
  );
  return encodeWireCursor(wireKey, new Map(places));
};

/** Cursors that nobody gave out (G16): no base64url, no version of ours, operators, other kinds of list, values out of range. */
const said = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');
const ODD_CURSORS: readonly string[] = [
  ...['', ' ', 'x', '%%%', 'null', '-1', '__proto__', 'MQ==', '{"$ne":null}', 'a'.repeat(100_000)],
  ...['{"$gt":""}', '2p0\nart_0000000000000000', '1p0', '1p0\n', '1x0\nart_0000000000000000', '["w"]'].map(
    said,
  ),
  ...['-', '1.5', 'NaN', '\u0000', 'z'.repeat(12), `-${'z'.repeat(12)}`, '9'.repeat(40)].flatMap((value) =>
    ['p', 'u', 'e', 'b', 'l', 'r', 'v'].map((kind) => said(`1${kind}${value}\nart_0000000000000000`)),
  ),
];
/** Good ones, each of one kind of list. */
const CURSORS_OF_KINDS = Object.values(CURSOR_KINDS).map((kind) => said(`1${kind}0\nart_0000000000000000`));
const kindOf = (cursor: string): string => Buffer.from(cursor, 'base64url').toString('utf8').slice(0, 2);

const cursors = ({ edges }: Page): string[] => edges.map(({ cursor }) => cursor);

describe('the schema', () => {
  it('has these connections', () => {
    process.stdout.write(`Connections: ${CONNECTIONS.map(([name]) => name).join(', ')}\n`);
    expect(CONNECTIONS.length).toBeGreaterThanOrEqual(12);
  });
});

describe.each(CONNECTIONS)('%s', (_, path) => {
  const args = lastOf(path).field.args.map(({ name }) => name);
  const most = getNamedType(lastOf(path).field.type).name === 'BlockConnection' ? 500 : 100;
  const backward = args.includes('last');
  let place: Place;
  let all: Page;
  let every: string[];
  beforeAll(async () => {
    ({ place, all } = await longest(path, most));
    every = cursors(all);
  });

  /** Holds a page to be those rows of the list from one place to another. */
  const hold = (page: Page | null, from: number, to: number): void => {
    expect(page).not.toBeNull();
    if (page === null) return;
    expect(cursors(page)).toEqual(every.slice(from, to));
    expect(page.edges.map(({ node }) => node)).toEqual(all.nodes.slice(from, to));
    expect(page.nodes).toEqual(page.edges.map(({ node }) => node));
    expect(page.pageInfo).toEqual({
      hasNextPage: to < every.length,
      hasPreviousPage: from > 0,
      startCursor: page.edges[0]?.cursor ?? null,
      endCursor: page.edges.at(-1)?.cursor ?? null,
    });
    expect(page.totalCount).toBe(all.totalCount);
  };
  const holdAll = async (
    wanted: readonly (readonly [Arguments, from: number, to: number])[],
  ): Promise<void> => {
    const { found, codes } = await pages(
      place,
      wanted.map(([given]) => given),
    );
    expect(codes).toEqual([]);
    for (const [at, [, from, to]] of wanted.entries()) hold(found[at] ?? null, from, to);
  };
  const size = (): number => every.length;
  const cursor = (at: number): string => every[at] ?? '';

  it('has rows, each with a cursor of its own, and counts them', () => {
    expect(size()).toBeGreaterThanOrEqual(2);
    expect(new Set(every).size).toBe(size());
    hold(all, 0, size());
    if (all.totalCount !== undefined) expect(all.totalCount).toBe(size());
  });

  it('goes forward from each row, to an empty page behind the last', async () => {
    await holdAll(
      every.flatMap((after, at) =>
        [1, 2].map((first) => [{ first, after }, at + 1, Math.min(at + 1 + first, size())] as const),
      ),
    );
    await holdAll([
      [{ first: 1 }, 0, 1],
      [{ first: size() }, 0, size()],
    ]);
  });

  if (backward)
    it('goes backward from each row, to an empty page before the first, and between two', async () => {
      await holdAll(
        every.flatMap((before, at) =>
          [1, 2].map((last) => [{ last, before }, Math.max(0, at - last), at] as const),
        ),
      );
      await holdAll([
        [{ last: 1 }, size() - 1, size()],
        [{ last: size() }, 0, size()],
      ]);
      const end = size() - 1;
      await holdAll([
        [{ first: most, after: cursor(0), before: cursor(end) }, 1, end],
        [{ last: most, after: cursor(0), before: cursor(end) }, 1, end],
        [{ first: 1, before: cursor(end) }, 0, Math.min(1, end)],
        [{ last: 1, after: cursor(0) }, size() - 1, size()],
      ]);
    });

  it('goes on from the cursor of a row that has gone', async () => {
    const ways = backward ? (['after', 'before'] as const) : (['after'] as const);
    for (const way of ways) {
      const given = every.map((one) => ({
        [way === 'after' ? 'first' : 'last']: most,
        [way]: goneFrom(one),
      }));
      const { found, codes } = await pages(place, given);
      expect(codes).toEqual([]);
      for (const [at, page] of found.entries()) {
        const rows = page?.edges.length ?? 0;
        const [from, to] = way === 'after' ? [size() - rows, size()] : [0, rows];
        // It stood on one side of the row, or on the other.
        expect([at, at + 1]).toContain(way === 'after' ? from : to);
        hold(page ?? null, from, to);
      }
    }
  });

  it('refuses sizes and cursors that are none with a code', async () => {
    const refused = async (given: Arguments) => (await pages(place, [given])).codes;
    expect(await refused({ first: 0 })).toEqual(['BAD_USER_INPUT']);
    expect(await refused({ first: most + 1 })).toEqual(['BAD_USER_INPUT']);
    expect(await refused({ after: 'nonsense' })).toEqual(['BAD_CURSOR']);
    if (backward) {
      expect(await refused({ first: 1, last: 1 })).toEqual(['BAD_USER_INPUT']);
      expect(await refused({ before: 'nonsense' })).toEqual(['BAD_CURSOR']);
    } else expect(await refused({ last: 1 })).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    const strange = [...ODD_CURSORS, ...CURSORS_OF_KINDS.filter((one) => kindOf(one) !== kindOf(cursor(0)))];
    for (const one of strange)
      for (const way of backward ? ['after', 'before'] : ['after'])
        expect([way, one.slice(0, 60), await refused({ [way]: one })]).toEqual([
          way,
          one.slice(0, 60),
          ['BAD_CURSOR'],
        ]);
  });
});
