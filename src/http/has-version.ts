/** Whether a client's `If-None-Match` names this version, by weak comparison (RFC 9110, 13.1.2). */
export const hasVersion = (ifNoneMatch: string | undefined, etag: string | null): boolean =>
  ifNoneMatch !== undefined &&
  etag !== null &&
  (ifNoneMatch === etag ||
    ifNoneMatch.trim() === '*' ||
    ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag));
