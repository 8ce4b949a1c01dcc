/** Says of an answer that MongoDB didn't confirm it. */
export const STALE_HEADERS: readonly (readonly [string, string])[] = [
  ['warning', '111 - "Revalidation Failed"'],
];

/** The body with more `extensions`, such as `stale`. A batch stays as it is. */
export const extendBody = (body: string, more: Readonly<Record<string, unknown>>): string => {
  const answer: unknown = JSON.parse(body);
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return body;
  const extensions = 'extensions' in answer && typeof answer.extensions === 'object' ? answer.extensions : {};
  return `${JSON.stringify({ ...answer, extensions: { ...extensions, ...more } })}\n`;
};
