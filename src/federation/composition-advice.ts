/** What to do, by the code of the composition's error (https://www.apollographql.com/docs/graphos/reference/federation/errors). */
const ADVICE: Readonly<Record<string, string>> = {
  INVALID_GRAPHQL: 'Mend the SDL of that subgraph.',
  INVALID_SUBGRAPH_NAME: 'Call the subgraph something else in the file of subgraphs.',
  UNKNOWN_TYPE: 'Define the type, or mend its name.',
  NO_QUERIES: 'Give at least one subgraph a field on `Query`.',
  MISSING_FIELD: 'Define the field, or mend its name.',

  INVALID_FIELD_SHARING:
    'Mark the field `@shareable` in every subgraph that has it, or leave it to one of them.',
  INVALID_SHAREABLE_USAGE: 'Take `@shareable` off: it stands on fields of object types.',
  FIELD_TYPE_MISMATCH: 'Give the field one type in all subgraphs.',
  FIELD_ARGUMENT_TYPE_MISMATCH: 'Give the argument one type in all subgraphs.',
  FIELD_ARGUMENT_DEFAULT_MISMATCH: 'Give the argument one default in all subgraphs.',
  TYPE_KIND_MISMATCH: 'Make it the same kind of type in all subgraphs, or give one of them another name.',
  TYPE_DEFINITION_INVALID: 'Leave the definition out, or write it as the federation specification has it.',
  EXTENSION_WITH_NO_BASE: 'Define the type in one subgraph, without `extend`.',
  ENUM_VALUE_MISMATCH: 'Give the enum the same values in all subgraphs.',
  EMPTY_MERGED_ENUM_TYPE: 'Give the enum at least one value that all its subgraphs have.',
  EMPTY_MERGED_INPUT_TYPE:
    'Give the input type at least one field that all its subgraphs have, or give one of them another name.',
  INPUT_FIELD_DEFAULT_MISMATCH: 'Give the input field one default in all subgraphs.',
  REQUIRED_INPUT_FIELD_MISSING_IN_SOME_SUBGRAPH: 'Add the input field to all subgraphs, or make it optional.',
  REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH: 'Add the argument to all subgraphs, or make it optional.',

  KEY_INVALID_FIELDS: 'Name fields in `@key(fields:)` that the type has.',
  KEY_INVALID_FIELDS_TYPE: 'Write `@key(fields: "…")` with a string.',
  KEY_FIELDS_SELECT_INVALID_TYPE: 'Key fields must be plain values or objects with a selection.',
  KEY_FIELDS_HAS_ARGS: 'Choose key fields that take no arguments.',
  KEY_DIRECTIVE_IN_FIELDS_ARG: 'Take the directive out of `@key(fields:)`.',
  KEY_UNSUPPORTED_ON_INTERFACE: 'Keys on interfaces take `@link` to federation v2.3 or later.',
  INTERFACE_KEY_NOT_ON_IMPLEMENTATION: 'Give every type that implements the interface the same `@key`.',
  INTERFACE_KEY_MISSING_IMPLEMENTATION_TYPE:
    'Define all types that implement the interface in the subgraph that gives it a `@key`.',
  INTERFACE_OBJECT_USAGE_ERROR: 'Give the `@interfaceObject` the `@key` that the interface has elsewhere.',
  INTERFACE_FIELD_NO_IMPLEM: 'Add the field to every type that implements the interface.',

  PROVIDES_INVALID_FIELDS: 'Name fields in `@provides(fields:)` that the type of the field has.',
  PROVIDES_INVALID_FIELDS_TYPE: 'Write `@provides(fields: "…")` with a string.',
  PROVIDES_FIELDS_MISSING_EXTERNAL: 'Mark the fields that `@provides` names `@external`.',
  PROVIDES_FIELDS_HAS_ARGS: 'Name fields in `@provides(fields:)` that take no arguments.',
  PROVIDES_DIRECTIVE_IN_FIELDS_ARG: 'Take the directive out of `@provides(fields:)`.',
  PROVIDES_ON_NON_OBJECT_FIELD: 'Put `@provides` on fields whose type is an object.',
  PROVIDES_UNSUPPORTED_ON_INTERFACE:
    'Put `@provides` on the fields of the types that implement the interface.',
  REQUIRES_INVALID_FIELDS: 'Name fields in `@requires(fields:)` that the type has, marked `@external`.',
  REQUIRES_INVALID_FIELDS_TYPE: 'Write `@requires(fields: "…")` with a string.',
  REQUIRES_FIELDS_MISSING_EXTERNAL: 'Mark the fields that `@requires` names `@external`.',
  REQUIRES_DIRECTIVE_IN_FIELDS_ARG: 'Take the directive out of `@requires(fields:)`.',
  REQUIRES_UNSUPPORTED_ON_INTERFACE:
    'Put `@requires` on the fields of the types that implement the interface.',
  EXTERNAL_UNUSED: 'Take the `@external` field out, or name it in a `@key`, `@requires` or `@provides`.',
  EXTERNAL_MISSING_ON_BASE: 'Add the field to the subgraph that owns the type, or take `@external` off.',
  EXTERNAL_TYPE_MISMATCH: 'Give the `@external` field the type that its owner gives it.',
  EXTERNAL_ARGUMENT_MISSING: 'Give the `@external` field the arguments that its owner gives it.',
  MERGED_DIRECTIVE_APPLICATION_ON_EXTERNAL: 'Put the directive where the field is owned.',

  OVERRIDE_FROM_SELF_ERROR: 'Name another subgraph in `@override(from:)`.',
  OVERRIDE_SOURCE_HAS_OVERRIDE: 'Let one subgraph alone override the field.',
  OVERRIDE_COLLISION_WITH_ANOTHER_DIRECTIVE: 'Use `@override` or the other directive, not both.',
  OVERRIDE_ON_INTERFACE: 'Put `@override` on the fields of the types that implement the interface.',
  OVERRIDE_LABEL_INVALID: 'Write the label of `@override` as `percent(25)` or as a word.',
  SATISFIABILITY_ERROR:
    'Give the type a `@key` in both subgraphs, so that the router can get from one to the other.',

  INVALID_LINK_DIRECTIVE_USAGE:
    'Write `@link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])` with what you use.',
  INVALID_LINK_IDENTIFIER: 'Write `@link(url:)` as `https://HOST/NAME/v1.0`.',
  LINK_IMPORT_NAME_MISMATCH: 'Import the directive under one name in all subgraphs.',
  UNKNOWN_FEDERATION_LINK_VERSION:
    'Write `@link(url: "https://specs.apollo.dev/federation/v2.3", …)`, or another version that there is.',
  UNKNOWN_LINK_VERSION: 'Name a version of that specification that there is.',
  UNSUPPORTED_FEATURE: 'Do without it: it is not composed here.',
  DIRECTIVE_DEFINITION_INVALID: 'Leave the definition of the federation directive out: `@link` brings it.',
  DIRECTIVE_COMPOSITION_ERROR:
    'Name the directive in `@composeDirective` as it is imported with `@link`, the same in all subgraphs.',

  REFERENCED_INACCESSIBLE: 'Hide what refers to it with `@inaccessible` as well, or show it.',
  DEFAULT_VALUE_USES_INACCESSIBLE: 'Choose a default that is not `@inaccessible`.',
  REQUIRED_INACCESSIBLE: 'Make what is `@inaccessible` optional: nobody could give it.',
  IMPLEMENTED_BY_INACCESSIBLE: 'Hide the field of the interface as well, or show that of the type.',
  ONLY_INACCESSIBLE_CHILDREN: 'Hide the whole with `@inaccessible`, or show a part of it.',
  QUERY_ROOT_TYPE_INACCESSIBLE: 'Take `@inaccessible` off the query type.',
};

/** Where every code is explained that nothing is said of here. */
const ELSEWHERE =
  'See https://www.apollographql.com/docs/graphos/reference/federation/errors for what it means.';

/** What to do about an error of composition. */
export const adviceOn = (code: string): string => ADVICE[code] ?? ELSEWHERE;
