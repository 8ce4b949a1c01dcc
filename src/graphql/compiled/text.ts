/**
 * What has become of a value: its JSON, or null. Only lists whose items had to be waited for are still in parts, so that joining them
 * takes no turn of the event loop that graphql-js doesn't take: errors of branches that are waited for come in its order.
 */
export type Text = string | null | readonly Text[];

export type Pending<T> = T | PromiseLike<T>;

/** graphql-js takes anything for a promise that has a `then`. */
export const isPending = <T>(value: Pending<T>): value is PromiseLike<T> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** JSON in one piece. */
export const joined = (text: Text): string => {
  if (typeof text === 'string') return text;
  return text === null ? 'null' : `[${text.map(joined).join(',')}]`;
};
