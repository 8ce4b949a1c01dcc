import { idFor } from '../content/global-id.ts';
import { slugOf } from '../ingest/slug.ts';
import type { DeskParts } from './desk-parts.ts';

/** A slug that nobody has: the one asked for, or one of the headline's. `null` if the one asked for is taken. */
export const freeSlug = async (
  wanted: string | undefined,
  headline: string,
  id: string,
  { store }: DeskParts,
): Promise<string | null> => {
  const isTaken = async (slug: string) =>
    (await store.articles.headsBySlug([slug])).some(({ _id }) => _id !== id);
  if (wanted !== undefined) return (await isTaken(wanted)) ? null : wanted;
  const slug = slugOf(headline);
  if (slug === '') return id.replace('_', '-');
  return (await isTaken(slug)) ? `${slug}-${idFor('art', id).slice(-6)}` : slug;
};
