/** Where every room gets the time from, so that a test can move it. Milliseconds since the epoch. */
export type Clock = () => number;
export const systemClock: Clock = () => Date.now();
