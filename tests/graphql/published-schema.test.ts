import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isScalarType, lexicographicSortSchema, printSchema } from 'graphql';
import { resolvers } from '../../resolvers/resolvers.ts';
import { makeSchema } from '../../src/graphql/make-schema.ts';

const published = readFileSync(new URL('../../docs/schema.graphql', import.meta.url), 'utf8');
const served = makeSchema(resolvers);

describe('the schema that is served', () => {
  it('is the one that is published, descriptions and all', () => {
    expect(`${printSchema(lexicographicSortSchema(served))}\n`).toBe(published);
  });

  it('says of every scalar of ours what it is', () => {
    const ours = Object.values(served.getTypeMap()).filter(
      (type) => isScalarType(type) && !['ID', 'String', 'Int', 'Float', 'Boolean'].includes(type.name),
    );
    expect(ours.length).toBeGreaterThan(5);
    for (const { name, description } of ours) expect([name, description]).toEqual([name, expect.any(String)]);
  });
});
