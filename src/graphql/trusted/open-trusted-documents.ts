import type { GraphQLSchema } from 'graphql';
import type { Log } from '../../observe/log.ts';
import type { Limits } from '../limits.ts';
import { unfitDocuments } from './check-documents.ts';
import { loadTrustedDocuments } from './load-trusted-documents.ts';
import { TrustedDocuments } from './trusted-documents.ts';

export interface OpenedDocuments {
  readonly trusted: TrustedDocuments;
  /** Says in the log which documents a schema would refuse: clients of an older release may be among those who ask. */
  report(schema: GraphQLSchema): void;
}

/** The most documents that are named in the log one by one. */
const MAX_NAMED = 20;

/** The documents that the configuration names; `null` for none. Throws a `TrustedDocumentsError`. */
export const openTrustedDocuments = async ({
  path,
  mode,
  exempt,
  limits,
  log,
}: {
  readonly path: string | undefined;
  readonly mode: 'off' | 'prefer' | 'only';
  readonly exempt: 'nobody' | 'staff';
  readonly limits: Limits;
  readonly log: Log;
}): Promise<OpenedDocuments | null> => {
  if (path === undefined || mode === 'off') return null;
  const documents = await loadTrustedDocuments(path);
  return {
    trusted: new TrustedDocuments({ documents, only: mode === 'only', exemptStaff: exempt === 'staff' }),
    report: (schema) => {
      const unfit = unfitDocuments(schema, documents, limits);
      for (const { id, problems } of unfit.slice(0, MAX_NAMED))
        log.warn({ document: id, problems }, 'A trusted document does not fit the schema.');
      log.info({ documents: documents.length, unfit: unfit.length, mode }, 'Trusted documents were read.');
    },
  };
};
