/** What answers say of the newsroom itself, as its configuration names it. */
export interface Newsroom {
  readonly name: string;
  /** Its own language, BCP 47. */
  readonly locale: string;
  /** Where its pages live. */
  readonly siteUrl: string;
  readonly logoUrl: string | null;
  /** The paths of tag pages and author pages, with `{slug}` where the slug goes. */
  readonly tagPath: string;
  readonly correspondentPath: string;
}

const pageUrl = ({ siteUrl }: Newsroom, path: string, slug: string): string =>
  siteUrl.replace(/\/+$/, '') + path.replaceAll('{slug}', encodeURIComponent(slug));

/** The canonical address of a tag's page. */
export const tagUrl = (newsroom: Newsroom, { slug }: { readonly slug: string }): string =>
  pageUrl(newsroom, newsroom.tagPath, slug);

/** The canonical address of a correspondent's page. */
export const correspondentUrl = (newsroom: Newsroom, { slug }: { readonly slug: string }): string =>
  pageUrl(newsroom, newsroom.correspondentPath, slug);
