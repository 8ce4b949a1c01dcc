import { GatewayError } from '../content/errors.ts';
import type { Role, Viewer } from '../content/viewer.ts';

/** What a token that names desks or sections limits a command to. */
export type Reach =
  /** Stories of those sections. */
  | 'STORY'
  /** Things that all desks share: a limited token may not touch them. */
  | 'SHARED'
  /** Harms nobody, whatever the token is limited to. */
  | 'ANYBODY';

export interface Permission {
  /** The least role. A CHIEF may do what an EDITOR may, an ADMIN everything. */
  readonly least: Role;
  readonly reach: Reach;
}

/**
 * Who may give which command: every field of `Mutation` is here, and a test fails for one that isn't. What isn't in this table isn't allowed.
 * docs/desk.md shows it.
 */
export const PERMISSIONS = {
  purge: { least: 'ADMIN', reach: 'SHARED' },
  touch: { least: 'ADMIN', reach: 'SHARED' },

  saveDraft: { least: 'EDITOR', reach: 'STORY' },
  submitArticle: { least: 'EDITOR', reach: 'STORY' },
  scheduleArticle: { least: 'CHIEF', reach: 'STORY' },
  embargoArticle: { least: 'CHIEF', reach: 'STORY' },
  publishArticle: { least: 'CHIEF', reach: 'STORY' },
  updateArticle: { least: 'EDITOR', reach: 'STORY' },
  correctArticle: { least: 'EDITOR', reach: 'STORY' },
  retractArticle: { least: 'CHIEF', reach: 'STORY' },
  restoreArticle: { least: 'CHIEF', reach: 'STORY' },

  startLiveBlog: { least: 'EDITOR', reach: 'STORY' },
  addLiveEntry: { least: 'EDITOR', reach: 'STORY' },
  editLiveEntry: { least: 'EDITOR', reach: 'STORY' },
  pinLiveEntries: { least: 'EDITOR', reach: 'STORY' },
  removeLiveEntry: { least: 'EDITOR', reach: 'STORY' },
  closeLiveBlog: { least: 'EDITOR', reach: 'STORY' },

  createTag: { least: 'EDITOR', reach: 'SHARED' },
  renameTag: { least: 'CHIEF', reach: 'SHARED' },
  moveTag: { least: 'CHIEF', reach: 'SHARED' },
  mergeTags: { least: 'CHIEF', reach: 'SHARED' },
  retireTag: { least: 'CHIEF', reach: 'SHARED' },

  createCorrespondent: { least: 'EDITOR', reach: 'SHARED' },
  editCorrespondent: { least: 'EDITOR', reach: 'SHARED' },
  mergeCorrespondents: { least: 'CHIEF', reach: 'SHARED' },

  curateEdition: { least: 'EDITOR', reach: 'SHARED' },
  publishEdition: { least: 'CHIEF', reach: 'SHARED' },

  addSocialPost: { least: 'EDITOR', reach: 'ANYBODY' },
  withholdSocialPost: { least: 'EDITOR', reach: 'SHARED' },
  releaseSocialPost: { least: 'EDITOR', reach: 'SHARED' },
} as const satisfies Record<string, Permission>;

export type CommandName = keyof typeof PERMISSIONS;

const RANK: Record<Role, number> = { EDITOR: 1, CHIEF: 2, ADMIN: 3 };

/** Throws FORBIDDEN before anything is read for a viewer whose token doesn't allow a command, whatever it is about. */
export const authorize = (viewer: Viewer, command: CommandName): void => {
  const { least, reach } = PERMISSIONS[command];
  const rank = Math.max(0, ...viewer.roles.map((role) => RANK[role]));
  if (rank < RANK[least])
    throw new GatewayError('FORBIDDEN', `\`${command}\` takes the role ${least} or one above it.`);
  if (reach === 'SHARED' && viewer.scope !== undefined)
    throw new GatewayError(
      'FORBIDDEN',
      `\`${command}\` touches what all desks share, and the token is for some of them.`,
    );
};
