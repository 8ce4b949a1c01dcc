import type { Viewer } from '../content/viewer.ts';

/** A key as its giver's own: two who work here never have the same, whatever their names and keys are made of. */
export const ownKey = ({ subject }: Viewer, key: string): string =>
  `${(subject ?? '').replaceAll('%', '%25').replaceAll(' ', '%20')} ${key}`;
