import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Stop } from './told.ts';

/** What people and other programs write for it among files. */
export const STANDARD_INPUT = '-';

interface Spooled {
  readonly file: string;
  remove(): Promise<void>;
}

const BLANK = /^[\ufeff\s]*/;

/** Stories a line begin with a brace, which no page does; one that begins with a bracket is to be told that it is no story a line. */
const nameFor = (beginning: string): string =>
  /^[{[]/.test(beginning.replace(BLANK, '')) ? 'stories.ndjson' : 'page';

/** Standard input as a file: an import reads stories twice, so that a bad line leaves nothing behind, and there may be more than memory holds. */
export const spoolStandardInput = async (input: NodeJS.ReadStream = process.stdin): Promise<Spooled> => {
  if (input.isTTY)
    throw new Stop(
      `Nothing is piped in: cat FILE | dateline import ${STANDARD_INPUT}, or name the file itself.`,
    );
  const bytes: AsyncIterator<Buffer> = input[Symbol.asyncIterator]();
  const head: Buffer[] = [];
  let beginning = '';
  while (beginning.replace(BLANK, '') === '') {
    const { done, value } = await bytes.next();
    if (done === true) throw new Stop('Standard input was empty: whatever writes to it wrote nothing.');
    head.push(value);
    beginning = Buffer.concat(head).toString('utf8');
  }
  const folder = await mkdtemp(join(tmpdir(), 'dateline-import-'));
  const file = join(folder, nameFor(beginning));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const everything = async function* () {
    yield* head;
    yield* { [Symbol.asyncIterator]: () => bytes };
  };
  try {
    await pipeline(Readable.from(everything()), createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    await remove();
    throw error;
  }
  return { file, remove };
};
