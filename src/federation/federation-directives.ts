/** What a subgraph's SDL may use without defining it: the directives of Federation 2 and the scalars of their arguments. Needed to build a schema, left out of the SDL that is published. */
export const FEDERATION_DEFINITIONS = /* GraphQL */ `
  directive @link(url: String!, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
  directive @key(fields: federation__FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
  directive @requires(fields: federation__FieldSet!) on FIELD_DEFINITION
  directive @provides(fields: federation__FieldSet!) on FIELD_DEFINITION
  directive @external(reason: String) on OBJECT | FIELD_DEFINITION
  directive @extends on OBJECT | INTERFACE
  directive @shareable repeatable on OBJECT | FIELD_DEFINITION
  directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
  directive @tag(name: String!) repeatable on FIELD_DEFINITION | INTERFACE | OBJECT | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION | SCHEMA
  directive @override(from: String!, label: String) on FIELD_DEFINITION
  directive @composeDirective(name: String!) repeatable on SCHEMA
  directive @interfaceObject on OBJECT
  scalar link__Import
  enum link__Purpose {
    SECURITY
    EXECUTION
  }
  scalar federation__FieldSet
`;

/** The two fields by which a router reads a subgraph: https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/subgraph-spec */
export const entityDefinitions = (entities: readonly string[]): string => /* GraphQL */ `
  "A thing as another service knows it: \`__typename\` and the fields of one of its keys."
  scalar _Any
  "The things that other services can refer to."
  union _Entity = ${entities.join(' | ')}
  "This service as a part of a supergraph."
  type _Service {
    "The schema with its federation directives."
    sdl: String!
  }
  extend type Query {
    "The things that these stand for, in the same order; \`null\` for what isn't there or isn't the viewer's to see."
    _entities(
      "At most 1,000."
      representations: [_Any!]!
    ): [_Entity]!
    "This service as a part of a supergraph."
    _service: _Service!
  }
`;
