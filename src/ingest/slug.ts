import slugify from 'slugify';

const MAX_SLUG = 96;

/** A slug out of words; empty for scripts that slugify has no letters for. */
export const slugOf = (text: string): string => {
  const slug = slugify(text.replace(/[’'_]/g, '-'), { lower: true, strict: true });
  return slug.length <= MAX_SLUG ? slug : slug.slice(0, MAX_SLUG).replace(/-[^-]*$/, '');
};
