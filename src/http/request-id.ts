import { randomBytes } from 'node:crypto';

const SANE = /^[\w.:-]{8,128}$/;

/** This process among others, and its requests in turn: as good as random, for a tenth of the price. */
const PROCESS = randomBytes(8).toString('hex');
let requests = 0;

/** The id that a proxy gave the request, if it is one that can stand in a header, a log line and an error; else a new one. */
export const requestIdOf = (given: string | undefined): string => {
  if (given !== undefined && SANE.test(given)) return given;
  requests += 1;
  return `${PROCESS}-${requests.toString(36)}`;
};
