import { randomUUID } from 'node:crypto';

const SANE = /^[\w.:-]{8,128}$/;

/** The id that a proxy gave the request, if it is one that can stand in a header, a log line and an error; else a new one. */
export const requestIdOf = (given: string | undefined): string =>
  given !== undefined && SANE.test(given) ? given : randomUUID();
