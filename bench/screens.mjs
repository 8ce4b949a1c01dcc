/** What clients ask: five screens, and the smallest question. Each takes its variables from the number of a story, so that Zipf over stories is Zipf over answers. */

const CARD = `fragment Card on Article {
  id slug url headline standfirst publishedAt
  byline { text }
  correspondents { id slug name }
  tags { id slug name }
  section { id name }
}`;
const TEXT =
  'body { ... on FullBody { blocks { nodes { id __typename ... on Paragraph { content { plain } } } } } }';

const TAGS = 200;
const WRITERS = 120;

/** So many numbers name every list. */
export const LISTS = Math.max(TAGS, WRITERS);

/** name -> a request's body for story number `n`. */
export const SCREENS = {
  front: () => ({ query: `query Front { articles(first: 20) { nodes { ...Card } } } ${CARD}` }),
  story: (n) => ({
    query: `query Story($slug: String!) { article(slug: $slug) { ...Card ${TEXT} } } ${CARD}`,
    variables: { slug: `story-${n}` },
  }),
  tag: (n) => ({
    query: `query TagPage($slug: String!) { tag(slug: $slug) { id name articles(first: 20) { nodes { ...Card } } } } ${CARD}`,
    variables: { slug: `topic-${n % TAGS}` },
  }),
  writer: (n) => ({
    query: `query Writer($slug: String!) { correspondent(slug: $slug) { id name articles(first: 10) { nodes { ...Card } } } } ${CARD}`,
    variables: { slug: `writer-${n % WRITERS}` },
  }),
  card: (n) => ({
    query: `query Card1($slug: String!) { article(slug: $slug) { ...Card } } ${CARD}`,
    variables: { slug: `story-${n}` },
  }),
  small: (n) => ({
    query: 'query Small($slug: String!) { article(slug: $slug) { headline } }',
    variables: { slug: `story-${n}` },
  }),
  large: () => ({ query: `query Large { articles(first: 100) { nodes { headline ${TEXT} } } }` }),
};
