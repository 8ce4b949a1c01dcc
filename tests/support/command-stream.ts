import { mintToken } from '../../src/graphql/mint-token.ts';
import { postGraphql } from './test-server.ts';

/** A command that was acknowledged: what must be there whatever happens next. */
export interface Acknowledged {
  readonly command: string;
  readonly id: string;
  readonly version: number;
  /** What it said, in a field that its revision has; `null` for what has no revisions. */
  readonly headline: string | null;
  readonly into?: string;
}

export const STREAM_SECRET = 'a secret for tests, long enough to be one';

const SELECTION: Readonly<Record<string, string>> = {
  createTag: 'tag { id }',
  mergeTags: 'tag { id }',
  moveTag: 'tag { id }',
};

/** Gives commands to a gateway from several desks at once until it stops answering, and puts each that was acknowledged to `done`. `stopped` ends it from outside. */
export const streamCommands = async (
  url: string,
  round: number,
  done: Acknowledged[],
  stopped: () => boolean,
): Promise<void> => {
  const token = await mintToken({
    secret: STREAM_SECRET,
    subject: 'stream',
    roles: ['admin'],
    seconds: 3_600,
  });
  const give = async (command: string, input: object) => {
    const type = `${command[0]?.toUpperCase()}${command.slice(1)}Input`;
    const selection = SELECTION[command] ?? 'article { id version headline }';
    const { json } = await postGraphql(
      url,
      {
        query: `mutation ($input: ${type}!) { ${command}(input: $input) { ${selection} userErrors { code message } } }`,
        variables: { input },
      },
      { authorization: `Bearer ${token}` },
    );
    const payload = json?.data?.[command];
    if (payload === undefined || payload === null) throw new Error(`${command}: ${JSON.stringify(json)}`);
    if (payload.userErrors.length > 0) throw new Refused(`${command}: ${JSON.stringify(payload.userErrors)}`);
    const { article, tag } = payload;
    done.push(
      article
        ? { command, id: article.id, version: article.version, headline: article.headline }
        : {
            command,
            id: tag.id,
            version: 1,
            headline: null,
            ...('into' in input ? { into: String(input.into) } : {}),
          },
    );
    return article ?? tag;
  };
  const paragraphs = (text: string) =>
    Array.from({ length: 12 }, (_, n) => ({
      id: `b${n}`,
      paragraph: { content: { text: `${text} ${n} `.repeat(20) } },
    }));

  const writeStories = async (writer: number): Promise<void> => {
    for (let n = 0; !stopped(); n += 1) {
      const name = `R${round} W${writer} N${n}`;
      let { id, version } = await give('saveDraft', {
        story: { headline: `${name} v1`, blocks: paragraphs(name) },
      });
      const next = async (command: string, more: object) => {
        ({ version } = await give(command, { id, version, ...more }));
      };
      await next('publishArticle', {});
      for (let times = 0; times < 3 && !stopped(); times += 1) {
        const headline = `${name} v${version + 1}`;
        await next('updateArticle', { story: { headline, blocks: paragraphs(headline) } });
      }
      await next('correctArticle', { type: 'CORRECTION', note: { text: `Wrong in ${name}.` } }).catch(
        ignoreRefusal,
      );
      await next('retractArticle', { note: { text: 'No.' } });
      await next('restoreArticle', {});
    }
  };
  const writeTags = async (): Promise<void> => {
    for (let n = 0; !stopped(); n += 1) {
      const make = (name: string, parent?: string) =>
        give('createTag', {
          kind: 'TOPIC',
          slug: `r${round}-${n}-${name}`,
          name: [{ locale: 'en', text: `${name} ${n}` }],
          ...(parent === undefined ? {} : { parent }),
        });
      const top = await make('top');
      const other = await make('other');
      const below = await make('below', top.id);
      await make('deep', below.id);
      await give('moveTag', { id: below.id, parent: other.id });
      await give('mergeTags', { id: top.id, into: other.id });
    }
  };
  const report = async (): Promise<void> => {
    const live = await give('saveDraft', {
      story: { headline: `R${round} live`, blocks: paragraphs('live') },
    });
    await give('startLiveBlog', { id: live.id });
    const entries = async (reporter: number): Promise<void> => {
      for (let n = 0; !stopped(); n += 1)
        await give('addLiveEntry', { id: live.id, entry: { title: `E${round}-${reporter}-${n}` } });
    };
    await Promise.all([1, 2].map(entries));
  };
  const desks = await Promise.allSettled([...[1, 2, 3].map(writeStories), writeTags(), report()]);
  for (const desk of desks)
    if (desk.status === 'rejected' && desk.reason instanceof Refused) throw desk.reason;
};

/** A refusal in the editor's own words: nothing was written. */
class Refused extends Error {}
const ignoreRefusal = (error: unknown): void => {
  if (!(error instanceof Refused)) throw error;
};
