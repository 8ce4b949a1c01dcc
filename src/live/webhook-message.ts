import { wasTakenBack } from '../content/article-visibility.ts';
import { type IdKind, kindOfId } from '../content/global-id.ts';
import type { NewsroomEvent } from '../content/newsroom-event.ts';
import type { ArticleHead, EditionRecord } from '../content/records.ts';
import { tagsOfChange } from '../content/surrogate-tags.ts';
import type { Store } from '../store/store.ts';

/** Where the things that events are about are looked up. */
export type Subjects = Pick<Store, 'articles' | 'tags' | 'correspondents' | 'socialPosts' | 'editions'>;

interface Asker {
  readonly events?: readonly NewsroomEvent['kind'][] | undefined;
  readonly desk: boolean;
}

/** What is said of the thing beside its id and version: what leads to its page, and no word of it. */
interface Address {
  readonly slug?: string;
  readonly url?: string;
  readonly locale?: string;
  readonly date?: string;
}

interface Told {
  readonly address: Address;
  readonly tags: readonly string[];
}

const isPast = (moment: Date | null | undefined, now: Date): boolean => moment != null && moment <= now;

const addressOf = ({ slug, url, locale }: ArticleHead): Address => ({ slug, url, locale });

/** Of a story: nothing that readers can't see, neither now nor until just now. The addresses that it had as a draft are nobody's business. */
const tellStory = (
  { visibleFrom, at, tags }: NewsroomEvent,
  head: ArticleHead | undefined,
  desk: boolean,
  now: Date,
): Told | null => {
  if (desk) return { address: head === undefined ? {} : addressOf(head), tags };
  const wasSeen = isPast(visibleFrom?.before, at);
  if (!wasSeen && !isPast(visibleFrom?.after, now)) return null;
  const isSeen = head !== undefined && (isPast(head.visibleFrom, now) || wasTakenBack(head));
  const address = isSeen ? addressOf(head) : {};
  if (wasSeen) return { address, tags };
  return {
    address,
    tags:
      head !== undefined && isSeen
        ? tagsOfChange(null, head)
        : tags.filter((tag) => !tag.startsWith('miss:')),
  };
};

const tellEdition = (
  { tags }: NewsroomEvent,
  edition: EditionRecord | undefined,
  desk: boolean,
  now: Date,
): Told | null => {
  if (!desk && !isPast(edition?.publishedAt, now)) return null;
  return {
    address: edition === undefined ? {} : { locale: edition.locale, date: edition.date },
    tags,
  };
};

/** A post may stand in drafts alone, and its address would tell what they are about. */
const tellPost = ({ kind, tags }: NewsroomEvent, desk: boolean): Told | null => {
  if (desk) return { address: {}, tags };
  return kind === 'POST_ADDED' ? null : { address: {}, tags: tags.filter((tag) => !tag.startsWith('miss:')) };
};

const tell = async (
  event: NewsroomEvent,
  kind: IdKind | null,
  desk: boolean,
  subjects: Subjects,
  now: Date,
): Promise<Told | null> => {
  const ids = [event.subjectId];
  const slugOf = (found: { readonly slug: string } | undefined): Told => ({
    address: found === undefined ? {} : { slug: found.slug },
    tags: event.tags,
  });
  switch (kind) {
    case 'Article':
      return tellStory(event, (await subjects.articles.heads(ids))[0], desk, now);
    case 'Tag':
      return slugOf((await subjects.tags.byIds(ids))[0]);
    case 'Correspondent':
      return slugOf((await subjects.correspondents.byIds(ids))[0]);
    case 'Edition':
      return tellEdition(event, (await subjects.editions.byIds(ids))[0], desk, now);
    case 'SocialPost':
      return tellPost(event, desk);
    default:
      return null;
  }
};

/** The body of the message that a target gets of an event, as docs/webhooks.md has it; `null` where the event isn't for this target. */
export const webhookMessage = async (
  event: NewsroomEvent,
  { events, desk }: Asker,
  subjects: Subjects,
  now: Date,
): Promise<string | null> => {
  const { id, kind, at, subjectId, version, otherId, actor } = event;
  if (events !== undefined && !events.includes(kind)) return null;
  const type = kindOfId(subjectId);
  const told = await tell(event, type, desk, subjects, now);
  if (told === null) return null;
  return JSON.stringify({
    id,
    type: kind,
    timestamp: at.toISOString(),
    data: {
      id: subjectId,
      kind: type,
      version,
      ...told.address,
      otherId,
      ...(desk && { actor }),
      tags: told.tags,
    },
  });
};
