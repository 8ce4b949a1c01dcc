export type ViewerTier = 'ANONYMOUS' | 'REGISTERED' | 'SUBSCRIBER';

export const ROLES = ['EDITOR', 'CHIEF', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking, as the access policy sees them. */
export interface Viewer {
  readonly tier: ViewerTier;
  readonly roles: readonly Role[];
  /** The token's `sub`; `null` without a token. */
  readonly subject: string | null;
  /** The moment, in milliseconds, from which on the token is no good; absent without one. */
  readonly expiresAt?: number;
  /** The desks and sections that an editor's token names; absent where it names none, which is no restriction. */
  readonly scope?: { readonly desks: readonly string[]; readonly sections: readonly string[] };
}

export const ANONYMOUS: Viewer = { tier: 'ANONYMOUS', roles: [], subject: null };

/** Whether the viewer works here: whoever does sees what isn't published yet. */
export const isStaff = (viewer: Viewer): boolean => viewer.roles.length > 0;
