import type { Loader } from '../loaders/loaders.ts';
import type { Loaded } from '../src/content/loaded.ts';
import type { GatewayContext } from './context.ts';

type Fields = Readonly<Record<string, unknown>>;

/** By `id`, or else by the other key: only one of them is ever given. */
const by =
  <R extends object>(
    other: string,
    loaders: (context: GatewayContext) => readonly [byId: Loader<string, R>, byOther: Loader<string, R>],
  ) =>
  (fields: Fields, context: GatewayContext): Loaded<R | null> => {
    const [byId, byOther] = loaders(context);
    const { id } = fields;
    return typeof id === 'string' ? byId.load(id) : byOther.load(String(fields[other]));
  };

/** How other services' references to our things are followed: by the loaders, for the viewer who asks. */
export const references = {
  Article: by('slug', ({ loaders: { articles } }) => [articles.byId, articles.bySlug]),
  Correspondent: by('slug', ({ loaders: { correspondents } }) => [
    correspondents.byId,
    correspondents.bySlug,
  ]),
  Tag: by('slug', ({ loaders: { tags } }) => [tags.byId, tags.bySlug]),
  SocialPost: by('url', ({ loaders: { socialPosts } }) => [socialPosts.byId, socialPosts.byUrl]),
  Edition: ({ id }: Fields, { loaders }: GatewayContext) => loaders.editions.byId.load(String(id)),
};
