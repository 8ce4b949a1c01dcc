import { MAX_MESSAGE_LENGTH } from './limits.ts';

/** A message that quotes the request, cut to what an answer has room for. */
export const shorten = (message: string): string =>
  message.length <= MAX_MESSAGE_LENGTH ? message : `${message.slice(0, MAX_MESSAGE_LENGTH)}…`;
