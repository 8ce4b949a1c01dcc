import { kindOfId } from '../src/content/global-id.ts';
import { type Loaded, thenLoaded } from '../src/content/loaded.ts';
import type {
  ArticleHead,
  CorrespondentRecord,
  EditionRecord,
  SocialPostRecord,
  TagRecord,
} from '../src/content/records.ts';
import type { GatewayContext } from './context.ts';
import type { QueryResolvers, Resolvers, ResolverTypeWrapper } from './types.generated.ts';

type NodeRecord = ArticleHead | CorrespondentRecord | TagRecord | SocialPostRecord | EditionRecord;

/** Whatever has this id, by the loader that its kind has: the same policy as everywhere. */
export const loadNode = (id: string, { loaders }: GatewayContext): Loaded<NodeRecord | null> => {
  switch (kindOfId(id)) {
    case 'Article':
      return loaders.articles.byId.load(id);
    case 'Correspondent':
      return loaders.correspondents.byId.load(id);
    case 'Tag':
      return loaders.tags.byId.load(id);
    case 'SocialPost':
      return loaders.socialPosts.byId.load(id);
    case 'Edition':
      return loaders.editions.byId.load(id);
    default:
      return null;
  }
};

export const nodeQueries: Pick<QueryResolvers, 'node' | 'nodes'> = {
  node: (_, { id }, context) =>
    thenLoaded(loadNode(id, context), (found) => {
      if (found !== null && kindOfId(found._id) === 'Article') context.countRead(found._id);
      return found;
    }),
  // How many ids there may be is the gate's business. Each is waited for by itself: one that can't be had is null, with its error, and the others are there.
  nodes: (_, { ids }, context) => ids.map((id) => loadNode(id, context) as ResolverTypeWrapper<NodeRecord>),
};

const TYPES = ['Article', 'Correspondent', 'Tag', 'SocialPost', 'Edition'] as const;

export const nodeResolvers: Pick<Resolvers, 'Node'> = {
  Node: {
    __resolveType: ({ _id }) => {
      const kind = kindOfId(_id);
      const type = TYPES.find((name) => name === kind);
      if (type === undefined) throw new TypeError(`${_id} is not the id of a node.`);
      return type;
    },
  },
};
