import { GatewayError } from '../content/errors.ts';
import { ImportBatch, type ImportBatchSettings, type ImportedStory } from './import-batch.ts';
import { type PageDraft, UnreadablePage } from './page-draft.ts';
import { type FileKind, readFileDrafts, type StorySource } from './read-file.ts';

export interface FileReport {
  readonly file: string;
  readonly kind: FileKind | null;
  readonly stories: readonly ImportedStory[];
  /** Why nothing of the file was taken. */
  readonly errors: readonly {
    readonly line: number | null;
    readonly code: string;
    readonly message: string;
  }[];
}

export interface ImportReport {
  readonly files: readonly FileReport[];
  readonly written: number;
  /** Stories that were here already, the same or newer. */
  readonly leftAlone: number;
}

export interface ImportOptions extends ImportBatchSettings {
  /** Told when a file is done. */
  readonly onProgress?: () => void;
}

const BATCH = 250;
/** Bad lines that a file is told of at once. */
const MOST_ERRORS = 20;

const errorOf = (error: unknown): FileReport['errors'][number] => {
  if (error instanceof UnreadablePage) return { line: error.line, code: error.code, message: error.message };
  if (error instanceof GatewayError) return { line: null, code: error.code, message: error.message };
  // An expression over words ends the stack where a word has millions of letters.
  if (error instanceof RangeError)
    return { line: null, code: 'TOO_LARGE', message: 'A word of the story is too long to be read: part it.' };
  const { code } = error as NodeJS.ErrnoException;
  const sentence: Record<string, string> = {
    ENOENT: 'There is no such file.',
    EISDIR: 'This is a folder: name its files.',
    EACCES: 'The file may not be read by this user.',
  };
  if (code !== undefined && code in sentence) return { line: null, code, message: sentence[code] ?? '' };
  throw error;
};

/** Reads every story of the file once before any is stored, so that a bad line leaves nothing behind. */
const check = async (drafts: StorySource['drafts'], kind: FileKind): Promise<void> => {
  if (kind !== 'ndjson') return;
  const failures: UnreadablePage[] = [];
  for await (const _ of drafts((error) => failures.push(error))) if (failures.length >= MOST_ERRORS) break;
  if (failures.length > 0) throw new AggregateError(failures, 'Lines of the file are bad.');
};

const importFile = async (file: string, options: ImportOptions): Promise<FileReport> => {
  let kind: FileKind | null = null;
  try {
    const source = await readFileDrafts(file);
    kind = source.kind;
    await check(source.drafts, kind);
    const stories: ImportedStory[] = [];
    let batch: PageDraft[] = [];
    const importer = new ImportBatch(options);
    const flush = async (): Promise<void> => {
      stories.push(...(await importer.write(batch)));
      batch = [];
    };
    for await (const draft of source.drafts()) {
      batch.push(draft);
      if (batch.length === BATCH) await flush();
    }
    await flush();
    return { file, kind, stories, errors: [] };
  } catch (error) {
    const errors = error instanceof AggregateError ? error.errors : [error];
    return { file, kind, stories: [], errors: errors.map(errorOf) };
  }
};

/**
 * Imports files one after the other. A file that can't be read is reported and leaves nothing behind; the others go in all the same. A story that is here
 * already, by its source's id or address, is replaced if it changed and isn't older.
 */
export const importFiles = async (
  files: readonly string[],
  options: ImportOptions,
): Promise<ImportReport> => {
  const reports: FileReport[] = [];
  for (const file of files) {
    reports.push(await importFile(file, options));
    options.onProgress?.();
  }
  const states = reports.flatMap(({ stories }) => stories.map(({ state }) => state));
  const written = states.filter((state) => state === 'written').length;
  return {
    files: reports,
    written,
    leftAlone: states.filter((state) => state === 'unchanged' || state === 'older').length,
  };
};
