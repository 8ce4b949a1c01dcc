import { encodeCursor } from '../src/content/cursor.ts';
import type { BlockPage } from './block-page.ts';
import type { Resolvers } from './types.generated.ts';

const cursorAt = ({ rows, start }: BlockPage, index: number): string | null => {
  const block = rows[index];
  return block === undefined ? null : encodeCursor('block', { value: start + index, id: block.id });
};

export const blockConnectionResolvers: Pick<Resolvers, 'BlockConnection'> = {
  BlockConnection: {
    edges: (page) => page.rows.map((node, index) => ({ cursor: cursorAt(page, index) ?? '', node })),
    nodes: ({ rows }) => rows,
    pageInfo: (page) => ({
      hasNextPage: page.start + page.rows.length < page.total,
      hasPreviousPage: page.start > 0,
      startCursor: cursorAt(page, 0),
      endCursor: cursorAt(page, page.rows.length - 1),
    }),
    totalCount: ({ total }) => total,
    remaining: ({ start, rows, total }) => total - start - rows.length,
  },
};
