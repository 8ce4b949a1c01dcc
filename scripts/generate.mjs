// Makes what is generated from the SDL: docs/schema.graphql, docs/subgraph.graphql and resolvers/types.generated.ts. `--check` fails if they are out of date.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as resolvers from '@graphql-codegen/typescript-resolvers';
import { mergeTypeDefs } from '@graphql-tools/merge';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { lexicographicSortSchema, parse, print, printSchema } from 'graphql';

const sdl = readdirSync('schema')
  .filter((name) => name.endsWith('.graphql'))
  .sort()
  .map((name) => readFileSync(`schema/${name}`, 'utf8'));
const federation = readdirSync('schema/federation')
  .sort()
  .map((name) => readFileSync(`schema/federation/${name}`, 'utf8'));
const schema = makeExecutableSchema({ typeDefs: sdl });
const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;

const config = {
  useTypeImports: true,
  enumsAsTypes: true,
  skipTypename: true,
  immutableTypes: true,
  contextType: './context.ts#GatewayContext',
  makeResolverTypeCallable: true,
  defaultMapper: '{T}',
  optionalResolveType: true,
  scalars: {
    ID: 'string',
    DateTime: 'Date',
    Date: 'string',
    URL: 'string',
    Locale: 'string',
    SafeHTML: 'string',
    JSONLD: 'string',
  },
  /** What a resolver is given for each type: records, never the GraphQL shape. */
  mappers: JSON.parse(readFileSync('resolvers/mappers.json', 'utf8')),
};
const types = await codegen({
  documents: [],
  config,
  filename: 'resolvers/types.generated.ts',
  schema: parse(printed),
  schemaAst: schema,
  plugins: [{ typescript: {} }, { resolvers: {} }],
  pluginMap: { typescript, resolvers },
});

const files = {
  'docs/schema.graphql': printed,
  'docs/subgraph.graphql': `${print(mergeTypeDefs([...sdl, ...federation]))}\n`,
  'resolvers/types.generated.ts': `// Generated from schema/ by \`npm run generate\`. Do not edit.\n${types}`,
};
let stale = false;
for (const [path, text] of Object.entries(files)) {
  const current = (() => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return null;
    }
  })();
  if (current === text) continue;
  if (process.argv.includes('--check')) {
    console.error(`${path} is out of date: run \`npm run generate\` and commit what changed.`);
    stale = true;
  } else {
    writeFileSync(path, text);
    console.log(`wrote ${path}`);
  }
}
if (stale) process.exit(1);
