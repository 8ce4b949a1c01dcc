import { encodeCursor } from '../src/content/cursor.ts';
import type { BlockView } from './block-view.ts';
import { knownEnds } from './page-ends.ts';
import type { Resolvers } from './types.generated.ts';

const cursorOf = ({ id }: BlockView, place: number): string => encodeCursor('block', { value: place, id });

export const blockConnectionResolvers: Pick<Resolvers, 'BlockConnection'> = {
  BlockConnection: {
    edges: ({ rows, start }) => rows.map((node, at) => ({ cursor: cursorOf(node, start + at), node })),
    nodes: ({ rows }) => rows,
    pageInfo: (page) =>
      knownEnds(
        page.rows.map((node, at) => cursorOf(node, page.start + at)),
        {
          hasNext: page.start + page.rows.length < page.total,
          hasPrevious: page.start > 0,
        },
      ),
    totalCount: ({ total }) => total,
    remaining: ({ start, rows, total }) => total - start - rows.length,
  },
};
