import { GraphQLError, isAbstractType, type ValidationRule } from 'graphql';
import { neededFieldsOf } from '../federation/needed-fields.ts';

/** What stitches answers together takes the first for a promise, and leaves the others out of what it merges. */
const UNFIT: ReadonlySet<string> = new Set(['then', '__proto__', 'constructor', 'prototype']);

/**
 * In a supergraph, other services are asked for a thing by its keys, which are read where the client's own fields are: an alias with the name of a key would have them asked for another thing, or the
 * key given for what the alias stands for.
 */
export const aliasRule: ValidationRule = (context) => {
  const schema = context.getSchema();
  const needed = neededFieldsOf(schema);
  if (needed === null) return {};
  return {
    Field(node) {
      const alias = node.alias?.value;
      const parent = context.getParentType();
      if (alias === undefined || alias === node.name.value || parent == null) return;
      const refuse = (why: string): void =>
        context.reportError(
          new GraphQLError(`\`${alias}: ${node.name.value}\` ${why}: take another alias.`, { nodes: node }),
        );
      if (UNFIT.has(alias)) return refuse('can’t be told from what every object of JavaScript has');
      const types = isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
      const hidden = types.find(
        ({ name }) => alias === '__typename' || needed.get(name)?.has(alias) === true,
      );
      if (hidden !== undefined)
        refuse(`hides \`${hidden.name}.${alias}\`, by which other services are asked`);
    },
  };
};
