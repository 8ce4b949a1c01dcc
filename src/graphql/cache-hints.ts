import {
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  isCompositeType,
  Kind,
} from 'graphql';

/** What `@cacheControl` says of a field, the hint of its type taken in. `maxAge` in seconds; `null` where it sets no bound of its own. */
export interface CacheHint {
  readonly maxAge: number | null;
  readonly isPrivate: boolean;
}

interface Said {
  readonly maxAge?: number;
  readonly isPrivate?: boolean;
  readonly inherits?: boolean;
}

type Annotated = { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;

const directiveOf = (node: Annotated, name: string): ConstDirectiveNode | undefined =>
  node?.directives?.find((directive) => directive.name.value === name);

const saidOf = (node: Annotated): Said => {
  const said: { maxAge?: number; isPrivate?: boolean; inherits?: boolean } = {};
  for (const { name, value } of directiveOf(node, 'cacheControl')?.arguments ?? []) {
    if (name.value === 'maxAge' && value.kind === Kind.INT) said.maxAge = Number(value.value);
    if (name.value === 'scope' && value.kind === Kind.ENUM) said.isPrivate = value.value === 'PRIVATE';
    if (name.value === 'inheritMaxAge' && value.kind === Kind.BOOLEAN) said.inherits = value.value;
  }
  return said;
};

/** What is said of a type itself, wherever it shows. */
export const hintOfType = ({ astNode }: GraphQLNamedType): CacheHint => {
  const { maxAge, isPrivate } = saidOf(astNode);
  return { maxAge: maxAge ?? null, isPrivate: isPrivate === true };
};

/**
 * The hint of a field: its own, else that of the type it answers with. Where neither says anything, a root field and one with a composite type have 0, so that what is
 * new isn't kept until somebody has thought about it; any other lasts as long as what it is part of.
 */
export const hintOfField = (field: GraphQLField<unknown, unknown>, isRoot: boolean): CacheHint => {
  const type = getNamedType(field.type);
  const own = saidOf(field.astNode);
  const typed = isCompositeType(type) ? saidOf(type.astNode) : {};
  const maxAge = own.maxAge ?? (own.inherits === true ? undefined : typed.maxAge);
  const inherits = own.inherits === true || (own.maxAge === undefined && typed.inherits === true);
  const bounded = isRoot || (isCompositeType(type) && !inherits);
  return {
    maxAge: maxAge ?? (bounded ? 0 : null),
    // The stricter of the two: a field can't make public what its type keeps to itself.
    isPrivate: own.isPrivate === true || typed.isPrivate === true,
  };
};

/** Whether a field shows what lists don't. */
export const isDetail = ({ astNode }: GraphQLField<unknown, unknown>): boolean =>
  directiveOf(astNode, 'detail') !== undefined;
