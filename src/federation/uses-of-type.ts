import { type ASTNode, type DocumentNode, type TypeNode, visit } from 'graphql';

const nameIn = (type: TypeNode): string => ('type' in type ? nameIn(type.type) : type.name.value);

const nameOf = (node: ASTNode | readonly ASTNode[] | undefined): string[] =>
  node !== undefined && 'name' in node && node.name !== undefined ? [node.name.value] : [];

/** Where an SDL uses a type, as people name such places: `Article.comments`, `Article.comments(order:)`. */
export const usesOfType = (document: DocumentNode, name: string): readonly string[] => {
  const places: string[] = [];
  visit(document, {
    FieldDefinition(node, _key, _parent, _path, ancestors) {
      const coordinate = [...nameOf(ancestors.at(-1)), node.name.value].join('.');
      if (nameIn(node.type) === name) places.push(coordinate);
      for (const argument of node.arguments ?? [])
        if (nameIn(argument.type) === name) places.push(`${coordinate}(${argument.name.value}:)`);
      return false;
    },
    InputValueDefinition(node, _key, _parent, _path, ancestors) {
      if (nameIn(node.type) === name) places.push([...nameOf(ancestors.at(-1)), node.name.value].join('.'));
      return false;
    },
  });
  return places;
};
