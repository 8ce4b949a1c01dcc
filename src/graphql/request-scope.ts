/** What the gate needs of a request's context. */
export interface RequestScope {
  readonly requestId: string;
  readonly signal: AbortSignal;
  /** Whose allowance of executions this takes from; nobody's where it isn't said. */
  readonly client?: string | undefined;
}
