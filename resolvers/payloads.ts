import type {
  ArticleRecord,
  CorrespondentRecord,
  EditionRecord,
  SocialPostRecord,
  TagRecord,
} from '../src/content/records.ts';
import type { ArticleOutcome, CommandInput } from '../src/desk/article-change.ts';
import type { Desk } from '../src/desk/desk.ts';
import type { Outcome } from '../src/desk/perform.ts';
import type { GatewayContext } from './context.ts';

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

/** Gives a command, under the request's key where it has none of its own, and answers its outcome as its payload. */
export const command = async <I extends CommandInput, O>(
  input: I,
  { desk, commandKey }: Pick<GatewayContext, 'desk' | 'commandKey'>,
  give: (desk: Desk, input: I) => Promise<O>,
): Promise<O & { readonly clientMutationId: string | null }> => ({
  ...(await give(desk, { ...input, idempotencyKey: input.idempotencyKey ?? commandKey() })),
  clientMutationId: input.clientMutationId ?? null,
});
