import type { TestGateway } from './gateway.ts';
import type { TestAnswer } from './test-server.ts';

type Role = 'editor' | 'chief' | 'admin';

/** What of a story's payload the tests look at. */
const STORY_PAYLOAD = `{
  article { id slug url version status headline kicker standfirst access publishedAt firstPublishedAt embargoedUntil updatedAt byline { text }
    tags { slug } section { slug } corrections { type content { plain } } retraction { note { plain } }
    body { ... on FullBody { text html blocks { nodes { __typename id } } } } }
  blockId announced clientMutationId userErrors { path code message }
  conflict { expected stored yours { version headline text } theirs { version headline text }
    changes { fields { field before after } blocks { id change text { change text } } } }
}`;

// biome-ignore lint/suspicious/noExplicitAny: tests look into payloads of every shape.
export type Payload = any;

export interface Desk {
  /** Gives a command and answers its payload; `input` may hold anything. Throws for errors that aren't the editor's to mend. */
  give(command: string, input: object, selection?: string): Promise<Payload>;
  /** The same, whatever comes of it. */
  answer(command: string, input: object, selection?: string): Promise<TestAnswer>;
  /** A new draft with this headline; `story` may say more. */
  draft(headline: string, story?: object): Promise<Payload>;
  /** The same, published. */
  published(headline: string, story?: object): Promise<Payload>;
}

const typeOf = (command: string): string => `${command[0]?.toUpperCase()}${command.slice(1)}Input`;

/** Somebody at a desk of a gateway. */
export const deskOf = async (
  gateway: TestGateway,
  role: Role | null = 'chief',
  claims: {
    readonly subject?: string;
    readonly desks?: readonly string[];
    readonly sections?: readonly string[];
  } = {},
): Promise<Desk> => {
  const token =
    role === null ? undefined : await gateway.token({ roles: [role], seconds: 30 * 86_400, ...claims });
  const answer: Desk['answer'] = (command, input, selection = STORY_PAYLOAD) =>
    gateway.query(
      `mutation ($input: ${typeOf(command)}!) { ${command}(input: $input) ${selection} }`,
      { input },
      token,
    );
  const give: Desk['give'] = async (command, input, selection) => {
    const { json, text } = await answer(command, input, selection);
    if (json.errors !== undefined) throw new Error(`${command}: ${text}`);
    return json.data[command];
  };
  const draft: Desk['draft'] = async (headline, story = {}) => {
    const payload = await give('saveDraft', {
      story: { headline, blocks: [words('b1', headline)], ...story },
    });
    if (payload.userErrors.length > 0) throw new Error(JSON.stringify(payload.userErrors));
    return payload.article;
  };
  const published: Desk['published'] = async (headline, story) => {
    const { id, version } = await draft(headline, story);
    const payload = await give('publishArticle', { id, version });
    if (payload.userErrors.length > 0) throw new Error(JSON.stringify(payload.userErrors));
    return payload.article;
  };
  return { give, answer, draft, published };
};

/** A paragraph as input. */
export const words = (id: string, text: string): object => ({ id, paragraph: { content: { text } } });

export const codesOf = ({ userErrors }: Payload): string[] =>
  userErrors.map(({ code, path }: { code: string; path: string[] }) => `${code} ${path.join('.')}`);
