/** How much one request may ask for. Each is checked before anything is executed, whichever way the document came. */
export interface Limits {
  /** Lexical tokens in a document. */
  readonly tokens: number;
  /** Levels of fields, fragments followed. */
  readonly depth: number;
  /** Aliases in an operation, fragments followed as often as they are spread. */
  readonly aliases: number;
  /** Directives in an operation, counted the same way. */
  readonly directives: number;
  /** Fields at the top of an operation. */
  readonly rootFields: number;
  /** Fields in an operation, counted the same way: what a bomb of fragments multiplies. */
  readonly selections: number;
  /** Things that an operation may touch, lists multiplied by their size with this request's variables. */
  readonly cost: number;
  /** Operations in one request; 0 refuses batches. */
  readonly batch: number;
}

export const DEFAULT_LIMITS: Limits = {
  tokens: 4_000,
  depth: 14,
  aliases: 60,
  directives: 50,
  rootFields: 20,
  selections: 5_000,
  cost: 50_000,
  batch: 0,
};

/** Errors that a document is told of at once: enough to mend it, too few to make an answer large. */
export const MAX_DOCUMENT_ERRORS = 8;
/** Errors that variables are told of at once. */
export const MAX_VARIABLE_ERRORS = 50;
/** Errors of fields that one answer carries. */
export const MAX_FIELD_ERRORS = 100;
/** Characters of a message that quotes the request: it must not send a large value back many times. */
export const MAX_MESSAGE_LENGTH = 500;
