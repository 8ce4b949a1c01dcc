/** A page's address as it is kept: without its fragment. */
export const pageAddress = (url: string): string => url.replace(/#.*$/s, '');
