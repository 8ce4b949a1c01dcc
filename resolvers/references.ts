import type { Loaders } from '../loaders/loaders.ts';
import type { Loaded } from '../src/content/loaded.ts';
import type { GatewayContext } from './context.ts';
import { postAt } from './social-post.ts';

type Fields = Readonly<Record<string, unknown>>;
type Find<R> = (key: string, loaders: Loaders) => Loaded<R | null>;

/** By `id`, or else by the other key: only one of them is ever given. */
const by =
  <R extends object>(other: string, byId: Find<R>, byOther: Find<R>) =>
  (fields: Fields, { loaders }: GatewayContext): Loaded<R | null> =>
    typeof fields['id'] === 'string' ? byId(fields['id'], loaders) : byOther(String(fields[other]), loaders);

/** How other services' references to our things are followed: by the loaders, for the viewer who asks. */
export const references = {
  Article: by(
    'slug',
    (id, { articles }) => articles.byId.load(id),
    (slug, { articles }) => articles.bySlug.load(slug),
  ),
  Correspondent: by(
    'slug',
    (id, { correspondents }) => correspondents.byId.load(id),
    (slug, { correspondents }) => correspondents.bySlug.load(slug),
  ),
  Tag: by(
    'slug',
    (id, { tags }) => tags.byId.load(id),
    (slug, { tags }) => tags.bySlug.load(slug),
  ),
  SocialPost: by('url', (id, { socialPosts }) => socialPosts.byId.load(id), postAt),
  Edition: ({ id }: Fields, { loaders }: GatewayContext) => loaders.editions.byId.load(String(id)),
};
