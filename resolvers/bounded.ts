import { GatewayError } from '../src/content/errors.ts';

/** `first` as it was given, where it is from 1 to `most`. */
export const bounded = (first: number, most: number): number => {
  if (first >= 1 && first <= most) return first;
  throw new GatewayError('BAD_USER_INPUT', `\`first\` is ${first}, and must be from 1 to ${most}.`);
};
