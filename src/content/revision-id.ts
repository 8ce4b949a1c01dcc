import { idFor } from './global-id.ts';

/** A version of a story has one revision, whoever writes it down. */
export const revisionId = (articleId: string, version: number): string =>
  idFor('rev', `${articleId}@${version}`);
