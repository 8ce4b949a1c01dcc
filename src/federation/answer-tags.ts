/** Tags of one answer that are taken over, and the longest. */
const MAX_TAGS = 200;
const MAX_TAG_LENGTH = 200;

/** The surrogate tags that a subgraph gave its answer: `Surrogate-Key` parts them by spaces, `Cache-Tag` by commas. */
const tagsIn = (headers: Headers): readonly string[] =>
  [
    ...(headers.get('surrogate-key') ?? '').split(/\s+/),
    ...(headers.get('cache-tag') ?? '').split(',').map((tag) => tag.trim()),
  ]
    .filter((tag) => tag !== '' && tag.length <= MAX_TAG_LENGTH)
    .slice(0, MAX_TAGS);

/** Under which tags an answer of a subgraph stands; `null` for no headers. */
export const tagsOfAnswer = (subgraph: string, headers: Headers | null): readonly string[] => [
  `subgraph:${subgraph}`,
  ...(headers === null ? [] : tagsIn(headers)),
];
