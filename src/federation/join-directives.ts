import { type ConstDirectiveNode, type ConstValueNode, Kind } from 'graphql';

/** Directives of one name at a place of a supergraph's SDL: https://specs.apollo.dev/join/v0.3 */
export const named = (
  directives: readonly ConstDirectiveNode[] | undefined,
  name: string,
): ConstDirectiveNode[] => (directives ?? []).filter((directive) => directive.name.value === name);

export const argument = (
  { arguments: given = [] }: ConstDirectiveNode,
  name: string,
): ConstValueNode | undefined => given.find((one) => one.name.value === name)?.value;

/** An argument that is a text or the name of a subgraph; `null` where it isn't given. */
export const text = (directive: ConstDirectiveNode, name: string): string | null => {
  const value = argument(directive, name);
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : null;
};

const isBoolean = (directive: ConstDirectiveNode, name: string, wanted: boolean): boolean => {
  const value = argument(directive, name);
  return value?.kind === Kind.BOOLEAN && value.value === wanted;
};

/** Whether an argument is given as `true`. */
export const isSet = (directive: ConstDirectiveNode, name: string): boolean =>
  isBoolean(directive, name, true);

/** Whether an argument is given as `false`. */
export const isUnset = (directive: ConstDirectiveNode, name: string): boolean =>
  isBoolean(directive, name, false);
