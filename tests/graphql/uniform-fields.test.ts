import { makeExecutableSchema } from '@graphql-tools/schema';
import { describe, expect, it } from '@jest/globals';
import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { ASSUMED_SIZES, PAGES, READ_APART } from '../../src/graphql/list-sizes.ts';
import { readTypeDefs } from '../../src/graphql/make-schema.ts';

const schema = makeExecutableSchema({ typeDefs: [...readTypeDefs()] });

/** Field names that mean another thing than elsewhere, by `Type.field: type`. Each needs a reason: a new one fails until it is named here or called something else. */
const EXCEPTIONS: readonly string[] = [
  // A page imported as text has the caption and the credit of a picture, and not the picture.
  'Image.url: URL',
  // Which part of a story the words were found in, and which field of a record changed, are both called `field`.
  'SearchHighlight.field: SearchField!',
  // What became of a record's words between two versions, for the desk: no reader's screen meets these beside a story's own.
  'BlockChange.after: Block',
  'BlockChange.before: Block',
  'BlockChange.text: [TextChange!]!',
  'FieldChange.text: [TextChange!]!',
  'StoryChanges.blocks: [BlockChange!]!',
  'StoryVersion.blocks: [Block!]!',
  'TextChange.change: TextChangeKind!',
  // A row of a calendar is nothing without its story; a count has a status only where it is one by status.
  'CalendarEntry.article: Article!',
  'DashboardCount.status: ArticleStatus',
  // A tag's sort of thing, and the sort of an event: to readers, in a live blog, and to the desk.
  'StoryChange.kind: StoryChangeKind!',
  'LiveChange.kind: LiveChangeKind!',
  'DeskEvent.kind: DeskEventKind!',
  'Revision.kind: DeskEventKind',
  'Tag.kind: TagKind!',
  // There may be no record at an id that was touched.
  'Touched.version: Int',
];

/** What is a part of one field's answer, rather than a thing: rows and pages of a list, counts beside it, what came of a command. */
const isPart = ({ name }: GraphQLNamedType): boolean => /(?:Connection|Edge|Facets?|Payload)$/.test(name);

interface Field {
  readonly owner: string;
  readonly name: string;
  readonly type: string;
}

const fieldsOf = (type: GraphQLNamedType): Field[] =>
  isObjectType(type) || isInterfaceType(type)
    ? Object.values(type.getFields()).map((field) => ({
        owner: type.name,
        name: field.name,
        type: String(field.type),
      }))
    : [];

const grouped = (fields: readonly Field[], key: 'name' | 'type'): Field[][] => {
  const groups = new Map<string, Field[]>();
  for (const field of fields) groups.set(field[key], [...(groups.get(field[key]) ?? []), field]);
  return [...groups.values()];
};

/** Fields whose name has another type elsewhere among these: all but those of the type that most of them have. */
const oddOnes = (fields: readonly Field[]): string[] =>
  grouped(fields, 'name').flatMap((group) => {
    const byType = grouped(group, 'type');
    const [, ...odd] = byType.sort((left, right) => right.length - left.length);
    return odd.flat().map(({ owner, name, type }) => `${owner}.${name}: ${type}`);
  });

const thingsOf = (of: GraphQLSchema): GraphQLNamedType[] => {
  const roots = [of.getQueryType(), of.getMutationType(), of.getSubscriptionType()];
  return Object.values(of.getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !isPart(type) && !roots.some((root) => root === type),
  );
};

describe('a field name', () => {
  it('means one type and nullability in every type of the schema', () => {
    expect(oddOnes(thingsOf(schema).flatMap(fieldsOf)).sort()).toEqual([...EXCEPTIONS].sort());
  });

  it('means the same, without exception, in types that one selection can meet: so one fragment a type is enough', () => {
    const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType);
    expect(abstract.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Block', 'ArticleBody', 'Node']),
    );
    for (const type of abstract) {
      const odd = oddOnes(schema.getPossibleTypes(type).flatMap(fieldsOf));
      expect([type.name, odd]).toEqual([type.name, []]);
    }
  });

  it('is found out where it doesn’t', () => {
    const odd = makeExecutableSchema({
      typeDefs: `type Query { a: A b: B } interface I { id: ID! } type A implements I { id: ID! title: String } type B implements I { id: ID! title: String! }`,
    });
    expect(oddOnes(thingsOf(odd).flatMap(fieldsOf))).toEqual(['B.title: String!']);
  });
});

describe('the sizes that lists are taken to have', () => {
  it('are of fields that the schema has', () => {
    const all = new Set(
      Object.values(schema.getTypeMap())
        .flatMap(fieldsOf)
        .map(({ owner, name }) => `${owner}.${name}`),
    );
    const named = [...Object.keys(ASSUMED_SIZES), ...Object.keys(PAGES), ...READ_APART];
    expect(named.filter((coordinate) => !all.has(coordinate))).toEqual([]);
  });
});
