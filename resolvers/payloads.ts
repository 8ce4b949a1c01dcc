import type {
  ArticleRecord,
  CorrespondentRecord,
  EditionRecord,
  SocialPostRecord,
  TagRecord,
} from '../src/content/records.ts';
import type { ArticleOutcome } from '../src/desk/article-change.ts';
import type { Outcome } from '../src/desk/perform.ts';

/** What came of a command, and what its giver knows it by. */
export interface PayloadView<R> extends Outcome<R> {
  readonly clientMutationId: string | null;
}
export type ArticlePayloadView = PayloadView<ArticleRecord> & Pick<ArticleOutcome, 'blockId'>;
export type TagPayloadView = PayloadView<TagRecord>;
export type CorrespondentPayloadView = PayloadView<CorrespondentRecord>;
export type EditionPayloadView = PayloadView<EditionRecord>;
export type SocialPostPayloadView = PayloadView<SocialPostRecord>;

/** An edit that came too late, and what it met. */
export interface ConflictView {
  readonly expected: number;
  readonly yours: ArticleRecord | null;
  readonly theirs: ArticleRecord;
}

/** A command's outcome as its payload. */
export const payload = async <O>(
  { clientMutationId }: { readonly clientMutationId?: string | null | undefined },
  outcome: Promise<O>,
): Promise<O & { readonly clientMutationId: string | null }> => ({
  ...(await outcome),
  clientMutationId: clientMutationId ?? null,
});
