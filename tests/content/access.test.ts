import { describe, expect, it } from '@jest/globals';
import { sightOf } from '../../src/content/access.ts';
import { ANONYMOUS, type Viewer } from '../../src/content/viewer.ts';

const noon = Date.UTC(2026, 2, 29, 12);
const registered: Viewer = { tier: 'REGISTERED', roles: [], subject: 'r' };
const subscriber: Viewer = { tier: 'SUBSCRIBER', roles: [], subject: 's' };
const editor: Viewer = { tier: 'REGISTERED', roles: ['EDITOR'], subject: 'e' };
const live = new Date(noon);

describe('the access policy', () => {
  it('hides what is not visible yet from every reader, to the millisecond', () => {
    for (const viewer of [ANONYMOUS, registered, subscriber]) {
      expect(sightOf({ visibleFrom: live, access: 'FREE' }, viewer, noon - 1)).toEqual({ kind: 'HIDDEN' });
      expect(sightOf({ visibleFrom: live, access: 'FREE' }, viewer, noon)).toEqual({ kind: 'FULL' });
      expect(sightOf({ visibleFrom: null, access: 'FREE' }, viewer, noon)).toEqual({ kind: 'HIDDEN' });
    }
  });

  it('gives a preview of a gated story below its tier, and says what it requires', () => {
    expect(sightOf({ visibleFrom: live, access: 'REGISTERED' }, ANONYMOUS, noon)).toEqual({
      kind: 'PREVIEW',
      requires: 'REGISTERED',
    });
    expect(sightOf({ visibleFrom: live, access: 'REGISTERED' }, registered, noon)).toEqual({ kind: 'FULL' });
    expect(sightOf({ visibleFrom: live, access: 'SUBSCRIBER' }, registered, noon)).toEqual({
      kind: 'PREVIEW',
      requires: 'SUBSCRIBER',
    });
    expect(sightOf({ visibleFrom: live, access: 'SUBSCRIBER' }, subscriber, noon)).toEqual({ kind: 'FULL' });
  });

  it('shows staff everything', () => {
    expect(sightOf({ visibleFrom: null, access: 'SUBSCRIBER' }, editor, noon)).toEqual({ kind: 'FULL' });
  });
});
