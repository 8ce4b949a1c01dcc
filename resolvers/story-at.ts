import type { Loaders } from '../loaders/loaders.ts';
import { alikeAddresses } from '../src/content/alike-addresses.ts';
import { allLoaded, type Loaded, thenLoaded } from '../src/content/loaded.ts';
import type { ArticleHead } from '../src/content/records.ts';
import { exactlyOne } from './exactly-one.ts';

/** What a story is asked for by. An address has no fragment, as they are kept. */
export interface StoryKey {
  readonly name: 'id' | 'slug' | 'url';
  readonly key: string;
}

const LOADER_BY = { id: 'byId', slug: 'bySlug', url: 'byUrl' } as const;

/** Throws BAD_USER_INPUT unless exactly one key was given. */
export const storyKey = (args: Readonly<Partial<Record<StoryKey['name'], string | null>>>): StoryKey => {
  const { name, value } = exactlyOne(args, ['id', 'slug', 'url']);
  return { name, key: name === 'url' ? value.replace(/#.*$/s, '') : value };
};

/** Keys that may mean the same story: a page's address as readers paste it. */
export const alikeKeys = ({ name, key }: StoryKey): readonly string[] =>
  name === 'url' ? alikeAddresses(key) : [];

/** The first of several that is there. */
export const firstOf = <T>(ones: readonly (T | null)[]): T | null => ones.find((one) => one !== null) ?? null;

/**
 * The story at a key. Addresses are kept as a CMS has them, so the ones alike are asked for, in one read, only where nothing stands at the very one. `withText`: its text is asked for, too.
 */
export const storyAt = (
  articles: Pick<Loaders['articles'], 'byId' | 'bySlug' | 'byUrl' | 'expectText'>,
  asked: StoryKey,
  withText: boolean,
): Loaded<ArticleHead | null> => {
  const loader = articles[LOADER_BY[asked.name]];
  const at = (key: string): Loaded<ArticleHead | null> => {
    if (withText) articles.expectText(key);
    return loader.load(key);
  };
  return thenLoaded(at(asked.key), (found) =>
    found === null ? thenLoaded(allLoaded(alikeKeys(asked).map(at)), firstOf) : found,
  );
};
