import { foldName } from './fold-name.ts';
import type { TagRecord } from './records.ts';

/** All names and aliases of a tag, folded: what it is looked up by as somebody types. */
export const tagNameKeys = ({ name, aliases }: Pick<TagRecord, 'name' | 'aliases'>): string[] => [
  ...new Set([...Object.values(name), ...aliases].map(foldName)),
];
