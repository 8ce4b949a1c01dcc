/** What JSON doesn't take as it is: quotes, backslashes, control characters, and halves of surrogate pairs, which are told from whole ones by `JSON.stringify`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/** A string as JSON has it: the same text as `JSON.stringify` gives, for most strings without the call. */
export const quoted = (text: string): string => (ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`);
