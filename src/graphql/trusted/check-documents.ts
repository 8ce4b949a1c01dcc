import { type GraphQLSchema, parse } from 'graphql';
import { DocumentExaminer } from '../examine-document.ts';
import type { Limits } from '../limits.ts';
import { Refusal } from '../refusal.ts';
import type { TrustedDocument } from './load-trusted-documents.ts';

/** A document that would be refused, and why. */
export interface UnfitDocument {
  readonly id: string;
  readonly problems: readonly string[];
}

/** Those documents that this schema and these limits would refuse whoever asks for them. */
export const unfitDocuments = (
  schema: GraphQLSchema,
  documents: readonly TrustedDocument[],
  limits: Limits,
): readonly UnfitDocument[] => {
  const examiner = new DocumentExaminer(schema, limits, true);
  return documents.flatMap(({ id, text }) => {
    try {
      examiner.admit(parse(text, { maxTokens: limits.tokens }));
      return [];
    } catch (error) {
      const errors = error instanceof Refusal ? error.errors : [error as Error];
      return [{ id, problems: errors.map(({ message }) => message) }];
    }
  });
};
