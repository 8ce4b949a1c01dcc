import DataLoader from 'dataloader';

/** The part of Dateline's schema that the screens ask for: what a newsroom would write for itself. */
export const typeDefs = /* GraphQL */ `
  scalar DateTime
  type Query {
    article(id: ID, slug: String): Article
    articles(first: Int): ArticleConnection!
    tag(slug: String): Tag
    correspondent(slug: String): Correspondent
  }
  type ArticleConnection { nodes: [Article!]! }
  type Article {
    id: ID! slug: String! url: String! headline: String! standfirst: String publishedAt: DateTime
    byline: Byline! correspondents: [Correspondent!]! tags: [Tag!]! section: Tag body: ArticleBody!
  }
  type Byline { text: String! }
  type Correspondent { id: ID! slug: String! name: String! articles(first: Int): ArticleConnection! }
  type Tag { id: ID! slug: String! name: String! articles(first: Int): ArticleConnection! }
  union ArticleBody = FullBody | PreviewBody
  type FullBody { blocks: BlockConnection! }
  type PreviewBody { blocks: BlockConnection! }
  type BlockConnection { nodes: [Block!]! }
  interface Block { id: ID! }
  type Paragraph implements Block { id: ID! content: RichText! }
  type SocialEmbed implements Block { id: ID! }
  type RichText { plain: String! }
`;

/** All but the text, and but what Dateline derives for itself, which is no business of theirs. */
const HEAD = { blocks: 0, derivedBy: 0, search: 0, issues: 0, linkedIds: 0 };
const visible = () => ({ visibleFrom: { $lte: new Date() } });

/** The reads, each one command, as DataLoader and Mercurius's loaders batch them. */
export const createReads = (db) => {
  const [articles, tags, correspondents] = ['articles', 'tags', 'correspondents'].map((name) =>
    db.collection(name),
  );
  const inOrder = (keys, rows, key) => {
    const found = new Map(rows.map((row) => [row[key], row]));
    return keys.map((wanted) => found.get(wanted) ?? null);
  };
  const by =
    (collection, key, projection, where = () => ({})) =>
    async (keys) =>
      inOrder(
        keys,
        await collection.find({ [key]: { $in: [...keys] }, ...where() }, { projection }).toArray(),
        key,
      );
  const list = (where, first) =>
    articles
      .find({ ...where, ...visible() }, { projection: HEAD })
      .sort({ listedAt: -1, _id: -1 })
      .limit(first ?? 20)
      .toArray();
  return {
    articlesBySlug: by(articles, 'slug', HEAD, visible),
    bodies: by(articles, '_id', { blocks: 1 }),
    tagsById: by(tags, '_id'),
    tagsBySlug: by(tags, 'slug'),
    writersById: by(correspondents, '_id'),
    writersBySlug: by(correspondents, 'slug'),
    front: (first) => list({}, first),
    ofTag: (id, first) => list({ tagIds: id }, first),
    ofWriter: (id, first) => list({ 'contributions.correspondentId': id }, first),
  };
};

/** DataLoaders of one request. */
export const createLoaders = (reads) => {
  const loader = (read) => new DataLoader(read);
  return {
    articlesBySlug: loader(reads.articlesBySlug),
    bodies: loader(reads.bodies),
    tagsById: loader(reads.tagsById),
    tagsBySlug: loader(reads.tagsBySlug),
    writersById: loader(reads.writersById),
    writersBySlug: loader(reads.writersBySlug),
  };
};

const nodes = async (rows) => ({ nodes: await rows });
export const writerIds = ({ contributions }) => contributions.map(({ correspondentId }) => correspondentId);

/** Resolvers that need no batching. */
export const plainResolvers = {
  Article: {
    id: ({ _id }) => _id,
    byline: ({ byline }) => ({ text: byline.map(({ text }) => text).join('') }),
  },
  Correspondent: { id: ({ _id }) => _id },
  Tag: { id: ({ _id }) => _id, name: ({ name }) => name.en },
  RichText: { plain: (spans) => spans.map(({ text }) => text).join('') },
};
export const typeOfBody = ({ access }) => (access === 'FREE' ? 'FullBody' : 'PreviewBody');
export const typeOfBlock = ({ type }) => type;

/** Resolvers over DataLoader, from the context's `reads` and `loaders`. */
export const resolvers = {
  Query: {
    article: (_, { slug }, { loaders }) => loaders.articlesBySlug.load(slug),
    articles: (_, { first }, { reads }) => nodes(reads.front(first)),
    tag: (_, { slug }, { loaders }) => loaders.tagsBySlug.load(slug),
    correspondent: (_, { slug }, { loaders }) => loaders.writersBySlug.load(slug),
  },
  Article: {
    ...plainResolvers.Article,
    correspondents: (article, _, { loaders }) => loaders.writersById.loadMany(writerIds(article)),
    tags: ({ tagIds }, _, { loaders }) => loaders.tagsById.loadMany(tagIds),
    section: ({ sectionId }, _, { loaders }) =>
      sectionId === null ? null : loaders.tagsById.load(sectionId),
    body: (article) => article,
  },
  Correspondent: {
    ...plainResolvers.Correspondent,
    articles: ({ _id }, { first }, { reads }) => nodes(reads.ofWriter(_id, first)),
  },
  Tag: { ...plainResolvers.Tag, articles: ({ _id }, { first }, { reads }) => nodes(reads.ofTag(_id, first)) },
  ArticleBody: { __resolveType: typeOfBody },
  FullBody: {
    blocks: async ({ _id }, __, { loaders }) => ({ nodes: (await loaders.bodies.load(_id)).blocks }),
  },
  Block: { __resolveType: typeOfBlock },
  RichText: plainResolvers.RichText,
};

/** How long peers keep what they keep, in seconds: as long as what Dateline keeps is as good as new. */
export const TTL = Number(process.env.DATELINE_CACHE_FRESH_MS ?? 60_000) / 1_000;
