import { describe, expect, it } from '@jest/globals';
import { CompositionError, composeSupergraph } from '../../src/federation/compose-supergraph.ts';
import { adviceOn } from '../../src/federation/composition-advice.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3",
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override"])`;
const STORIES = `${LINK}
  type Query { article(id: ID!): Article }
  type Article @key(fields: "id") { id: ID! headline: String! status: Status }
  enum Status { DRAFT PUBLISHED }`;
const COMMENTS = `${LINK}
  type Query { newest: Comment }
  type Comment { id: ID! text: String }`;

const problemsOf = (comments: string): readonly string[] => {
  try {
    composeSupergraph([
      { name: 'stories', url: 'http://stories.example/', sdl: STORIES },
      { name: 'comments', url: 'http://comments.example/', sdl: `${COMMENTS}\n${comments}` },
    ]);
  } catch (error) {
    if (error instanceof CompositionError) return error.problems;
    throw error;
  }
  return [];
};

/** What is wrong with the subgraph `comments`; the type and field that the message has to name; what it has to say to do. */
const BROKEN: readonly [what: string, sdl: string, named: string, advice: RegExp][] = [
  [
    'a field of another type',
    'type Article @key(fields: "id") { id: ID! headline: Int @shareable }',
    'Article.headline',
    /Give the field one type/,
  ],
  [
    'a field that two have and nobody shares',
    'type Article @key(fields: "id") { id: ID! headline: String! }',
    'Article.headline',
    /Mark the field `@shareable` in every subgraph/,
  ],
  [
    'a key of a field that isn’t there',
    'type Article @key(fields: "uuid") { id: ID! comments: [Comment!] }',
    'Article.uuid',
    /Name fields in `@key\(fields:\)` that the type has/,
  ],
  [
    'a type that isn’t there',
    'type Article @key(fields: "id") { id: ID! remarks: [Remark!]! }',
    'Article.remarks',
    /Define the type, or mend its name/,
  ],
  [
    'a requirement that isn’t @external',
    'type Article @key(fields: "id") { id: ID! tone: String @requires(fields: "mood") }',
    'Article.tone',
    /marked `@external`/,
  ],
  [
    'an @external field that nothing needs',
    'type Article @key(fields: "id") { id: ID! headline: String! @external }',
    'Article.headline',
    /Take the `@external` field out/,
  ],
  [
    'an @external field that nobody has',
    'type Article @key(fields: "id") { id: ID! mood: String @external tone: String @requires(fields: "mood") }',
    'Article.mood',
    /Add the field to the subgraph that owns the type/,
  ],
  [
    'a field provided that isn’t there',
    'extend type Query { first: Comment @provides(fields: "author") }',
    'Query.first',
    /Name fields in `@provides\(fields:\)`/,
  ],
  [
    'no key to get to it by',
    'type Article { comments: [Comment!] }',
    'Article.comments',
    /Give the type a `@key`/,
  ],
  [
    'an override of itself',
    'type Article @key(fields: "id") { id: ID! comments: [Comment!] @override(from: "comments") }',
    'Article.comments',
    /Name another subgraph/,
  ],
  [
    'an argument that the others don’t have',
    'extend type Query { article(id: ID!, moderator: ID!): Article @shareable } type Article @key(fields: "id") { id: ID! }',
    'Query.article(moderator:)',
    /Add the argument to all subgraphs/,
  ],
  [
    'an argument of a type that isn’t there',
    'type Article @key(fields: "id") { id: ID! comments(order: Order): [Comment!] }',
    'Article.comments(order:)',
    /Define the type, or mend its name/,
  ],
];

/** `Article.uuid`, or as the composition also writes it: field "uuid" on type "Article". */
const names = (problem: string, coordinate: string): boolean => {
  const [type = '', field = ''] = coordinate.split('.');
  return problem.includes(`"${coordinate}"`) || problem.includes(`"${field}" on type "${type}"`);
};

describe('what composition says of a broken subgraph', () => {
  it.each(BROKEN)('%s: the type, the field, the subgraph, and what to do', (_, sdl, named, advice) => {
    const problem = problemsOf(sdl).find((one) => names(one, named) && advice.test(one));
    expect(problem).toMatch(/^[A-Z_]+: .*\bcomments\b/);
  });

  it('has the line and column of what isn’t GraphQL', () => {
    expect(problemsOf('type Article @key(fields: "id" { id: ID! }')).toEqual([
      expect.stringMatching(
        /^INVALID_GRAPHQL: the SDL of subgraph "comments", line 5, column 32: .* Mend the SDL/,
      ),
    ]);
  });

  it.each([
    [
      'an input type of which nothing is left',
      { stories: `${STORIES} input Sieve { status: Status } extend type Query { list(by: Sieve): Article }` },
      `${LINK} type Query { newest(by: Sieve): Int } input Sieve { since: Int }`,
      /^EMPTY_MERGED_INPUT_TYPE: .*"Sieve".* Give the input type at least one field that all its subgraphs have/,
    ],
    [
      'a version of federation that there isn’t',
      {},
      `${LINK.replace('v2.3', 'v2.99')} type Query { newest: Int }`,
      /^UNKNOWN_FEDERATION_LINK_VERSION: \[comments\] .* Write `@link\(url: "https:\/\/specs/,
    ],
  ])('%s: what to do as well', (_, { stories = STORIES }: { stories?: string }, comments, advice) => {
    const compose = () =>
      composeSupergraph([
        { name: 'stories', url: 'http://stories.example/', sdl: stories },
        { name: 'comments', url: 'http://comments.example/', sdl: comments },
      ]);
    expect(compose).toThrow(CompositionError);
    try {
      compose();
    } catch (error) {
      expect((error as CompositionError).problems).toContainEqual(expect.stringMatching(advice));
    }
  });

  it('has where to read on, of what nothing is known', () => {
    expect(adviceOn('OF_NEXT_YEAR')).toMatch(/^See https:\/\/\S+ for what it means\.$/);
  });

  it('says nothing of a sound one', () => {
    expect(problemsOf('type Article @key(fields: "id") { id: ID! comments: [Comment!] }')).toEqual([]);
  });
});
