/** What the gate needs of a request's context. */
export interface RequestScope {
  readonly requestId: string;
  readonly signal: AbortSignal;
}
