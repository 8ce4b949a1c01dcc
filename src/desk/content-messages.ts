import { GatewayError } from '../content/errors.ts';
import type { DeskParts } from './desk-parts.ts';
import { type TouchAnswer, touch } from './touch.ts';

/** What a CMS says of its own writes. */
export interface ContentMessage {
  /** The sender's own: the same one comes again where an answer was lost. */
  readonly messageId: string;
  /** Tells another message under the same id from a repeat. */
  readonly fingerprint: string;
  readonly ids: readonly string[];
}

/** Takes each message in once: a repeat within a day gets the first answer, and does nothing. */
export const takeContentMessage =
  (parts: DeskParts) =>
  async ({ messageId, fingerprint, ids }: ContentMessage): Promise<TouchAnswer> => {
    const { commands } = parts.store;
    const id = `POST /hooks/content ${messageId}`;
    const done = await commands.get(id);
    if (done !== null) {
      if (done.fingerprint === fingerprint) return done.record as TouchAnswer;
      throw new GatewayError('CONFLICT', 'Another message had this `webhook-id`.');
    }
    const answer = await touch(parts, ids, 'cms');
    await commands.put({
      _id: id,
      fingerprint,
      at: new Date(parts.clock()),
      subjectId: 'hooks',
      version: 1,
      record: answer,
    });
    return answer;
  };
