import { idFor } from '../content/global-id.ts';
import type { Availability, SocialPostRecord } from '../content/records.ts';
import { tagsOfPost } from '../content/surrogate-tags.ts';
import type { Viewer } from '../content/viewer.ts';
import { authorPage, canonicalPost, tracksReader } from '../embeds/canonical-post.ts';
import type { CommandInput } from './article-change.ts';
import type { DeskParts } from './desk-parts.ts';
import type { Outcome } from './perform.ts';
import { authorize } from './permissions.ts';
import { changeRecord, type RecordInput } from './record-change.ts';
import { checkMaybe } from './text-input.ts';

type Maybe<T> = T | null | undefined;
type PostOutcome = Outcome<SocialPostRecord>;

export interface AddPostInput extends CommandInput {
  /** In any of the forms that its platform has. */
  readonly url: string;
  /** What was said, where the editor has seen it. Nothing is fetched. */
  readonly text?: Maybe<string>;
  readonly authorName?: Maybe<string>;
  readonly postedAt?: Maybe<Date>;
  readonly availability?: Maybe<Availability>;
}

const MAX_TEXT = 10_000;
const MAX_NAME = 200;

/** Commands on social posts. */
export const postCommands = (parts: DeskParts, viewer: Viewer) => {
  const hold = (
    input: RecordInput,
    command: 'withholdSocialPost' | 'releaseSocialPost',
    change: (before: SocialPostRecord) => Availability | null,
  ): Promise<PostOutcome> =>
    changeRecord(parts, viewer, {
      command,
      collection: 'socialPosts',
      kind: command === 'withholdSocialPost' ? 'POST_WITHHELD' : 'POST_RELEASED',
      id: input.id,
      expected: input.version ?? 'ANY',
      input,
      tags: (_, after) => tagsOfPost(after),
      change: (before, { at, complaints }) => {
        if (before === null) return null;
        const availability = change(before);
        if (availability === null) {
          const state = before.availability === 'WITHHELD' ? 'withheld already' : 'not withheld';
          complaints.add(['id'], 'ILLEGAL_STATE', `The post is ${state}.`);
          return null;
        }
        return { ...before, availability, updatedAt: at };
      },
    });

  return {
    /** A post by its address: what is known of it already stays, and what the editor has seen is put to it. */
    add: async (input: AddPostInput): Promise<PostOutcome> => {
      authorize(viewer, 'addSocialPost');
      const post = canonicalPost(input.url);
      const [present] = post === null ? [] : await parts.store.socialPosts.byUrls([post.url]);
      const id = present?._id ?? idFor('pst', post?.url ?? input.url);
      return await changeRecord(parts, viewer, {
        command: 'addSocialPost',
        collection: 'socialPosts',
        kind: 'POST_ADDED',
        id,
        expected: 'ANY',
        mayBeNew: true,
        input,
        keyPath: ['url'],
        tags: (_, after) => tagsOfPost(after),
        change: (before, { at, complaints }) => {
          if (post === null) {
            complaints.add(
              ['url'],
              'INVALID',
              'It is not the address of a post on a platform that is known.',
            );
            return null;
          }
          if (input.availability === 'WITHHELD')
            complaints.add(['availability'], 'INVALID', '`withholdSocialPost` holds a post back.');
          const text = checkMaybe(input.text, ['text'], MAX_TEXT, complaints);
          const name = checkMaybe(input.authorName, ['authorName'], MAX_NAME, complaints);
          const handle = post.handle ?? before?.author.handle ?? '';
          return {
            _id: id,
            platform: post.platform,
            url: post.url,
            postId: post.postId,
            author: {
              handle,
              name: name ?? before?.author.name ?? handle,
              url: before?.author.url ?? authorPage(post),
            },
            text: text ?? before?.text ?? '',
            media: before?.media ?? [],
            postedAt: input.postedAt ?? before?.postedAt ?? null,
            retrievedAt: text === null ? (before?.retrievedAt ?? null) : at,
            availability:
              before?.availability === 'WITHHELD'
                ? 'WITHHELD'
                : (input.availability ?? (text === null ? (before?.availability ?? 'UNKNOWN') : 'AVAILABLE')),
            tracksReader: tracksReader(post.platform),
            version: 1,
            updatedAt: at,
          };
        },
      });
    },

    /** Its words and pictures are shown to nobody; what was said is kept. */
    withhold: (input: RecordInput) =>
      hold(input, 'withholdSocialPost', ({ availability }) =>
        availability === 'WITHHELD' ? null : 'WITHHELD',
      ),

    /** Shows it again. Whether its platform still does isn't known. */
    release: (input: RecordInput) =>
      hold(input, 'releaseSocialPost', ({ availability }) =>
        availability === 'WITHHELD' ? 'UNKNOWN' : null,
      ),
  };
};
