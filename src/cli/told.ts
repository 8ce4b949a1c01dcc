import { ConfigError, type Environment, readConfig } from '../config.ts';
import { GatewayError } from '../content/errors.ts';
import { withoutSecrets } from '../observe/log.ts';

/** An end with a sentence for the person at the terminal, and no stack. */
export class Stop extends Error {
  override readonly name = 'Stop';
}

/** Errors whose message was written for the person at the terminal. */
const FOR_PEOPLE = new Set([
  'SubgraphFileError',
  'CompositionError',
  'TrustedDocumentsError',
  'WebhookFileError',
  'FolderUnusable',
]);
/** What the driver finds wrong with its URL, before it connects. */
const isInTheUrl = ({ name, message }: Error): boolean =>
  name === 'MongoParseError' ||
  name === 'MongoMissingCredentialsError' ||
  (name === 'MongoRuntimeError' && message.startsWith('Unable to parse '));
const isForPeople = (error: unknown): error is Error => error instanceof Error && FOR_PEOPLE.has(error.name);

const sentence = (error: unknown): string => {
  if (error instanceof Stop || error instanceof ConfigError || isForPeople(error)) return error.message;
  if (error instanceof GatewayError) return `${error.message} (${error.code})`;
  if (error instanceof Error && isInTheUrl(error))
    return `MONGODB_URL: ${error.message.replace(/\.?$/, '.')} Mend the URL.`;
  if (error instanceof Error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === undefined ? (error.stack ?? error.message) : error.message;
  }
  return String(error);
};

/** Runs a command. Whatever goes wrong is one sentence on standard error and exit code 1; secrets are in none. */
export const told = async (command: () => Promise<void>): Promise<void> => {
  try {
    await command();
  } catch (error) {
    process.stderr.write(`${withoutSecrets(sentence(error))}\n`);
    process.exitCode = 1;
  }
};

/** The configuration out of this process's environment. */
export const configuration = (): Environment => readConfig(process.env);

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
