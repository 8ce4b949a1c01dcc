import type { Loader } from '../loaders/loaders.ts';
import { sightOf } from '../src/content/access.ts';
import { withoutTracking } from '../src/content/alike-addresses.ts';
import { kindOfId } from '../src/content/global-id.ts';
import type { Loaded } from '../src/content/loaded.ts';
import { correspondentUrl, tagUrl } from '../src/content/newsroom.ts';
import { found, gone, NOT_FOUND, type PageVerdict } from '../src/content/page-verdict.ts';
import { plainOf } from '../src/content/rich-text.ts';
import type { GatewayContext } from './context.ts';
import { exactlyOne } from './exactly-one.ts';
import { alikeKeys, firstOf, storyAt, storyKey } from './story-at.ts';

type Arguments = Readonly<Record<string, unknown>>;
type Keys<K extends string> = Partial<Record<K, string | null>>;

/** What the page of a field of Query is told, after it was answered: the loaders know all that it asks by now. */
export interface PageQuestion {
  readonly field: string;
  readonly args: Arguments;
  /** Whether a gated text decides. */
  readonly gated: boolean;
  /** Whether the field's answer was something. */
  readonly there: boolean;
}

export const pageVerdict = async (question: PageQuestion, context: GatewayContext): Promise<PageVerdict> => {
  const { args, field } = question;
  const id = typeof args['id'] === 'string' ? args['id'] : '';
  switch (field === 'node' ? kindOfId(id) : field) {
    case 'article':
    case 'Article':
      return await articleVerdict(question, context);
    case 'correspondent':
    case 'Correspondent':
      return await namedVerdict(args, context.loaders.correspondents, (one) =>
        correspondentUrl(context.newsroom, one),
      );
    case 'tag':
    case 'Tag':
      return await namedVerdict(args, context.loaders.tags, (one) => tagUrl(context.newsroom, one));
    default:
      return question.there ? found(null) : NOT_FOUND;
  }
};

const articleVerdict = async (
  { args, gated }: PageQuestion,
  { loaders: { articles }, viewer, clock }: GatewayContext,
): Promise<PageVerdict> => {
  const asked = storyKey(args as Keys<'id' | 'slug' | 'url'>);
  const { name, key } = asked;
  const article = await storyAt(articles, asked, false);
  if (article === null) {
    const keys = [key, ...alikeKeys(asked)];
    const former = firstOf(await Promise.all(keys.map((one) => articles.retracted.load({ name, key: one }))));
    if (former === null) return NOT_FOUND;
    const { retraction } = former;
    return gone(retraction == null ? null : { at: retraction.at, note: plainOf(retraction.note) });
  }
  const canonical = { id: article._id, slug: article.slug, url: article.url }[name];
  // A redirect would take away what measures where readers come from before the page has seen it.
  if (canonical !== (name === 'url' ? withoutTracking(key) : key)) return found(article.url, true);
  if (!gated || sightOf(article, viewer, clock()).kind !== 'PREVIEW') return found(article.url);
  return { status: viewer.tier === 'ANONYMOUS' ? 401 : 403, location: article.url };
};

/** Of things that are found by id or slug; one that was merged answers as what it became. */
const namedVerdict = async <T extends { readonly _id: string; readonly slug: string }>(
  args: Arguments,
  loaders: { readonly byId: Loader<string, T>; readonly bySlug: Loader<string, T> },
  urlOf: (one: T) => string,
): Promise<PageVerdict> => {
  const { name, value } = exactlyOne(args as Keys<'id' | 'slug'>, ['id', 'slug']);
  const loaded: Loaded<T | null> = (name === 'id' ? loaders.byId : loaders.bySlug).load(value);
  const one = await loaded;
  if (one === null) return NOT_FOUND;
  return found(urlOf(one), value !== (name === 'id' ? one._id : one.slug));
};
