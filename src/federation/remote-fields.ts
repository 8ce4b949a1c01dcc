import { type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';

const REMOTE = 'dateline:remote';

/** Marks the fields of a supergraph that we don't have: what holds for our ids and cursors doesn't hold for theirs. */
export const markRemoteFields = (supergraph: GraphQLSchema, ours: GraphQLSchema | null): void => {
  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const own = ours?.getType(type.name);
    const known = isObjectType(own) || isInterfaceType(own) ? own.getFields() : {};
    for (const [name, field] of Object.entries(type.getFields()))
      if (!Object.hasOwn(known, name)) field.extensions = { ...field.extensions, [REMOTE]: true };
  }
};

export const isRemoteField = ({ extensions }: { readonly extensions: object }): boolean =>
  REMOTE in extensions;
