import type { Loaders } from '../loaders/loaders.ts';
import { alikeAddresses } from '../src/content/alike-addresses.ts';
import { allLoaded, type Loaded, thenLoaded } from '../src/content/loaded.ts';
import type { ArticleHead } from '../src/content/records.ts';

/** A page's address as it is kept: without its fragment. */
export const pageAddress = (url: string): string => url.replace(/#.*$/s, '');

/** The first of several that is there. */
export const firstOf = <T>(ones: readonly (T | null)[]): T | null => ones.find((one) => one !== null) ?? null;

/**
 * The story whose page is at an address: as it stands, and else as readers paste it. Addresses are kept as a CMS has them, so the ones alike are asked for, in one read, only where nothing
 * stands at the very one.
 */
export const storyAt = (
  { byUrl, expectText }: Pick<Loaders['articles'], 'byUrl' | 'expectText'>,
  address: string,
  withText: boolean,
): Loaded<ArticleHead | null> => {
  const at = (one: string): Loaded<ArticleHead | null> => {
    if (withText) expectText(one);
    return byUrl.load(one);
  };
  return thenLoaded(at(address), (found) =>
    found === null ? thenLoaded(allLoaded(alikeAddresses(address).map(at)), firstOf) : found,
  );
};
