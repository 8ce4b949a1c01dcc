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
import { type CommandName, PERMISSIONS } from '../../src/desk/permissions.ts';
import { makeSchema } from '../../src/graphql/make-schema.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';

/** Every command with every viewer: which commands there are is read off the schema, who may give them off the table. */
const MUTATIONS = makeSchema(resolvers).getMutationType()?.getFields() ?? {};
const COMMANDS = Object.keys(MUTATIONS);
const tableOf = (command: string) => PERMISSIONS[command as CommandName];

type Claims = Parameters<TestGateway['token']>[0];
const ROLES = ['editor', 'chief', 'admin'] as const;
const RANK = { EDITOR: 0, CHIEF: 1, ADMIN: 2 };

let gateway: TestGateway;
let redis: TestRedis | null = null;
let ids: Record<'art' | 'tag' | 'cor' | 'pst' | 'edt', string>;

beforeAll(async () => {
  redis = redisIsThere ? await startRedis('--enable-debug-command', 'yes') : null;
  gateway = await startGateway(redis === null ? {} : { REDIS_URL: redis.url });
  const { json } = await gateway.query(
    '{ articles(first: 1, filter: { section: "world" }) { nodes { id } } tag(slug: "oceans") { id } correspondents(first: 1) { nodes { id } } socialPost(url: "https://x.com/TomasReyd/status/1790000000000000004") { id } edition { id } }',
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
afterAll(async () => {
  await gateway.close();
  await redis?.stop();
});

const idFor = (command: string): string => {
  if (/Tag/.test(command)) return ids.tag;
  if (/Correspondent/.test(command)) return ids.cor;
  if (/Edition/.test(command)) return ids.edt;
  return /SocialPost/.test(command) ? ids.pst : ids.art;
};

/** The least that an argument of this type takes. */
const valueFor = (type: GraphQLInputType, command: string, name: string): unknown => {
  const named = getNamedType(type);
  const one = (): unknown => {
    if (isEnumType(named)) return named.getValues()[0]?.name;
    if (isInputObjectType(named))
      return Object.fromEntries(
        Object.values(named.getFields())
          .filter(
            (field) => isRequiredInputField(field) || (field.name === 'id' && named.name.endsWith('Input')),
          )
          .filter((field) => isRequiredInputField(field) || command === 'saveDraft')
          .map((field) => [field.name, valueFor(field.type, command, field.name)]),
      );
    switch (named.name) {
      case 'ID':
        return name === 'id' || name === 'ids' ? idFor(command) : 'nothing';
      case 'Int':
        return 1;
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
        return name === 'into' ? 'nothing' : 'x';
    }
  };
  return isListType(getNullableType(type)) ? [one()] : one();
};

const give = async (command: string, claims: Claims | null, setNow?: number) => {
  const field = MUTATIONS[command];
  const args = field?.args ?? [];
  const declared = args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const passed = args.map(({ name }) => `${name}: $${name}`).join(', ');
  const variables = Object.fromEntries(args.map(({ name, type }) => [name, valueFor(type, command, name)]));
  if (command === 'saveDraft') variables['input'] = { id: ids.art, version: 1, story: {} };
  const token = claims === null ? undefined : await gateway.token({ seconds: 60, ...claims });
  if (setNow !== undefined) gateway.setNow(setNow);
  try {
    return await gateway.query(
      `mutation (${declared}) { ${command}(${passed}) { __typename } }`,
      variables,
      token,
    );
  } finally {
    gateway.setNow(NOW);
  }
};

const READS = new Set(['find', 'aggregate', 'count', 'getMore']);
/** What Redis holds, as one number that it works out itself. */
const inRedis = async (): Promise<string> => String((await redis?.look.call('DEBUG', 'DIGEST')) ?? '');
/** The codes of a command's errors, and what it wrote to MongoDB and to Redis. */
/** Beside commands, the instances themselves write to Redis now and then: what a command writes, it writes the second time, too. */
const watched = async (...given: Parameters<typeof give>) => {
  const first = await watchedOnce(...given);
  return first.redis === 'untouched' || first.writes.length > 0 ? first : await watchedOnce(...given);
};
const watchedOnce = async (...given: Parameters<typeof give>) => {
  const before = await inRedis();
  gateway.commands.length = 0;
  const { codes } = await give(...given);
  const writes = gateway.commands.filter((name) => !READS.has(name));
  return { codes, writes, redis: (await inRedis()) === before ? 'untouched' : 'written' };
};
const NOTHING = { writes: [], redis: 'untouched' };

describe('the table of permissions', () => {
  it('has every command of the schema, and nothing else', () => {
    expect(Object.keys(PERMISSIONS).sort()).toEqual([...COMMANDS].sort());
    expect(COMMANDS.length).toBeGreaterThan(25);
  });
});

describe.each(COMMANDS)('%s', (command) => {
  const { least, reach } = tableOf(command) ?? { least: 'ADMIN', reach: 'SHARED' };
  const forbidden = ROLES.filter((_, rank) => rank < RANK[least]);
  const allowed = ROLES.filter((_, rank) => rank >= RANK[least]);

  it.each<[string, Claims | null]>([
    ['nobody known', null],
    ['a reader', { tier: 'registered' }],
    ['a subscriber', { tier: 'subscriber' }],
    ...forbidden.map((role): [string, Claims] => [role, { roles: [role] }]),
  ])('is forbidden to %s, and neither writes nor reads anything', async (_, claims) => {
    expect(await watched(command, claims)).toEqual({ codes: ['FORBIDDEN'], ...NOTHING });
    // What isn't read can't be told of: nobody learns by a refusal whether there is such a thing. An instance that has just started reads for itself, once.
    if (gateway.commands.length > 0) await watched(command, claims);
    expect(gateway.commands).toEqual([]);
  });

  it('is forbidden with an expired token, and writes nothing', async () => {
    expect(await watched(command, { roles: ['admin'] }, NOW + 3 * 60_000)).toEqual({
      codes: ['UNAUTHENTICATED'],
      ...NOTHING,
    });
  });

  it(`is ${reach === 'ANYBODY' ? 'allowed' : 'forbidden'} to those of another desk or section`, async () => {
    for (const scope of [
      { desks: ['culture'] },
      { sections: ['culture'] },
      { desks: ['culture'], sections: ['sport'] },
    ]) {
      const { codes, ...done } = await watched(command, { roles: ['admin'], ...scope });
      if (reach === 'ANYBODY') expect(codes).toEqual([]);
      else expect({ codes, ...done }).toEqual({ codes: ['FORBIDDEN'], ...NOTHING });
    }
  });

  it(`is ${reach === 'SHARED' ? 'forbidden' : 'allowed'} to those of the story's own`, async () => {
    for (const scope of [{ desks: ['world'] }, { sections: ['world'] }]) {
      const { codes } = await watched(command, { roles: ['admin'], ...scope });
      expect(codes).toEqual(reach === 'SHARED' ? ['FORBIDDEN'] : []);
    }
  });

  it.each(allowed)('is allowed to %s', async (role) => {
    expect((await give(command, { roles: [role] })).codes).toEqual([]);
  });
});

describe('this suite, shown to fail', () => {
  it('sees what an allowed command writes, to MongoDB and to Redis', async () => {
    await give('withholdSocialPost', { roles: ['editor'] });
    const done = await watched('releaseSocialPost', { roles: ['editor'] });
    expect(done.writes).toEqual(expect.arrayContaining(['update', 'insert']));
    if (redis !== null) expect(done.redis).toBe('written');
  });
});

describe('a limited token', () => {
  const SAVE =
    'mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { article { id version section { slug } } userErrors { code } } }';
  const save = async (input: object, scope: Claims) =>
    await gateway.query(SAVE, { input }, await gateway.token({ roles: ['editor'], ...scope }));

  it('neither makes stories elsewhere nor moves them there', async () => {
    const elsewhere = await save(
      { story: { headline: 'Elsewhere', section: 'culture' } },
      { desks: ['world'] },
    );
    expect(elsewhere.codes).toEqual(['FORBIDDEN']);
    const nowhere = await save({ story: { headline: 'Nowhere' } }, { desks: ['world'] });
    expect(nowhere.codes).toEqual(['FORBIDDEN']);
    const { json } = await save({ story: { headline: 'Here', section: 'world' } }, { sections: ['world'] });
    const { id, version } = json.data.saveDraft.article;
    const moved = await save({ id, version, story: { section: 'culture' } }, { sections: ['world'] });
    expect(moved.codes).toEqual(['FORBIDDEN']);
  });

  it('of a desk reaches the sections below it; of a section, that one alone', async () => {
    const admin = await gateway.token({ roles: ['admin'] });
    const create = (slug: string, parent: string) =>
      gateway.query(
        'mutation ($input: CreateTagInput!) { createTag(input: $input) { tag { id } userErrors { code message } } }',
        { input: { kind: 'SECTION', slug, parent, name: [{ locale: 'en', text: slug }] } },
        admin,
      );
    expect((await create('world-north', 'world')).json.data.createTag.userErrors).toEqual([]);
    const below = { story: { headline: 'Up north', section: 'world-north' } };
    expect((await save(below, { desks: ['world'] })).codes).toEqual([]);
    expect((await save(below, { sections: ['world'] })).codes).toEqual(['FORBIDDEN']);
  });
});
