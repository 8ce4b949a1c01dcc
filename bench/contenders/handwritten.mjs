import { createServer } from 'node:http';
import { createReads, writerIds } from '../peer-schema.mjs';
import { listening, openDatabase } from './common.mjs';

/** A story page written by hand: the same batched reads with the driver, and `JSON.stringify`. No GraphQL, no cache, no checks. */
const reads = createReads(await openDatabase());

const person = ({ _id, slug, name }) => ({ id: _id, slug, name });
const topic = ({ _id, slug, name }) => ({ id: _id, slug, name: name.en });

const story = async (slug) => {
  const [article] = await reads.articlesBySlug([slug]);
  if (article === null) return null;
  const ids = [...new Set([...article.tagIds, ...(article.sectionId === null ? [] : [article.sectionId])])];
  const [tags, writers, [body]] = await Promise.all([
    reads.tagsById(ids),
    reads.writersById(writerIds(article)),
    article.access === 'FREE' ? reads.bodies([article._id]) : [null],
  ]);
  const byId = new Map(tags.map((tag) => [tag._id, tag]));
  const section = byId.get(article.sectionId);
  return {
    id: article._id,
    slug: article.slug,
    url: article.url,
    headline: article.headline,
    standfirst: article.standfirst,
    publishedAt: article.publishedAt,
    byline: { text: article.byline.map(({ text }) => text).join('') },
    correspondents: writers.map(person),
    tags: article.tagIds.map((id) => topic(byId.get(id))),
    section: section ? { id: section._id, name: section.name.en } : null,
    body:
      body === null
        ? {}
        : {
            blocks: {
              nodes: body.blocks.map(({ id, type, content }) => ({
                id,
                __typename: type,
                ...(type === 'Paragraph' && { content: { plain: content.map(({ text }) => text).join('') } }),
              })),
            },
          },
  };
};

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { variables } = JSON.parse(Buffer.concat(chunks).toString());
  const body = Buffer.from(`${JSON.stringify({ data: { article: await story(variables.slug) } })}\n`);
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
  });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => listening(server.address().port));
