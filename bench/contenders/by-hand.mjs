import { createServer } from 'node:http';
import { listening } from './common.mjs';

/** A story page with comments, written by hand: asks Dateline for the story, the comments service for what is said of it, and puts the one into the other. */
const { STORY_URL, COMMENTS_URL, STORY_QUERY } = process.env;

const COMMENTS = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on Article { commentCount comments(first: 20) { id name text saidAt } } }
}`;

const post = async (url, body) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()).data;
};

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { variables } = JSON.parse(Buffer.concat(chunks).toString());
  const { article } = await post(STORY_URL, { query: STORY_QUERY, variables });
  const representations = [{ __typename: 'Article', id: article.id }];
  const {
    _entities: [said],
  } = await post(COMMENTS_URL, { query: COMMENTS, variables: { representations } });
  const body = Buffer.from(`${JSON.stringify({ data: { article: { ...article, ...said } } })}\n`);
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
  });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => listening(server.address().port));
