import { GatewayError } from '../content/errors.ts';
import { MAX_PURGED } from '../content/surrogate-tags.ts';
import type { Viewer } from '../content/viewer.ts';
import type { ArticleOutcome } from './article-change.ts';
import { articleCommands } from './article-commands.ts';
import { correspondentCommands } from './correspondent-commands.ts';
import type { DeskParts } from './desk-parts.ts';
import { type SaveDraftInput, saveDraft } from './draft-commands.ts';
import { editionCommands } from './edition-commands.ts';
import { liveCommands } from './live-commands.ts';
import { authorize } from './permissions.ts';
import { postCommands } from './post-commands.ts';
import { tagCommands } from './tag-commands.ts';
import { type TouchAnswer, touch } from './touch.ts';

/** The commands that one viewer may give. Each checks for itself that they may, before anything is read or written: FORBIDDEN says that they may not. */
export interface Desk {
  purge(tags: readonly string[]): Promise<{ readonly announced: boolean }>;
  /** Takes in what was written past the gateway: see `touch()`. */
  touch(ids: readonly string[]): Promise<TouchAnswer>;
  saveDraft(input: SaveDraftInput): Promise<ArticleOutcome>;
  readonly articles: ReturnType<typeof articleCommands>;
  readonly live: ReturnType<typeof liveCommands>;
  readonly tags: ReturnType<typeof tagCommands>;
  readonly correspondents: ReturnType<typeof correspondentCommands>;
  readonly editions: ReturnType<typeof editionCommands>;
  readonly posts: ReturnType<typeof postCommands>;
}

export const createDesk = (parts: DeskParts, viewer: Viewer): Desk => ({
  async purge(tags) {
    authorize(viewer, 'purge');
    if (tags.length === 0 || tags.length > MAX_PURGED)
      throw new GatewayError(
        'BAD_USER_INPUT',
        `\`tags\` has ${tags.length} tags, and must have from 1 to ${MAX_PURGED}.`,
      );
    return await parts.purge(tags);
  },
  async touch(ids) {
    authorize(viewer, 'touch');
    return await touch(parts, ids, viewer.subject ?? 'unknown');
  },
  saveDraft: (input) => saveDraft(parts, viewer, input),
  articles: articleCommands(parts, viewer),
  live: liveCommands(parts, viewer),
  tags: tagCommands(parts, viewer),
  correspondents: correspondentCommands(parts, viewer),
  editions: editionCommands(parts, viewer),
  posts: postCommands(parts, viewer),
});
