import { figuresOf } from '../content/article-figures.ts';
import { listedAt, visibleFrom } from '../content/article-visibility.ts';
import { foldName } from '../content/fold-name.ts';
import { idFor } from '../content/global-id.ts';
import { localeChain } from '../content/locale.ts';
import type {
  ArticleRecord,
  BlockRecord,
  CorrespondentRecord,
  SocialPostRecord,
  TagRecord,
} from '../content/records.ts';
import { plainSpans } from '../content/rich-text.ts';
import type { Store } from '../store/store.ts';
import { capital, prose, randomNumbers, word, zipf } from './synthetic-words.ts';

const TAGS = 200;
const CORRESPONDENTS = 120;
const VOCABULARY = 4_000;
const YEARS_MS = 12 * 365 * 24 * 3_600_000;
/** The archive ends here, whenever it is made: the same figures on every machine. */
const NEWEST = Date.UTC(2026, 0, 1);
const BATCH = 1_000;

const synthetic = (kind: 'art' | 'cor' | 'tag' | 'pst', key: string | number): string =>
  idFor(kind, `synthetic:${key}`);

const tagRecord = (index: number, random: () => number): TagRecord => {
  const name = capital(word(random));
  const section = index < 10;
  const parentId = section ? null : synthetic('tag', index % 10);
  return {
    _id: synthetic('tag', index),
    slug: `topic-${index}`,
    name: { en: name, fr: name },
    kind: section ? 'SECTION' : 'TOPIC',
    description: {},
    aliases: [],
    nameKeys: [foldName(name)],
    parentId,
    ancestorIds: parentId === null ? [] : [parentId],
    sameAs: [],
    mergedInto: null,
    mergedFromIds: [],
    retired: false,
    version: 1,
    updatedAt: new Date(NEWEST),
  };
};

const correspondentRecord = (index: number, random: () => number): CorrespondentRecord => {
  const name = `${capital(word(random))} ${capital(word(random))}`;
  return {
    _id: synthetic('cor', index),
    slug: `writer-${index}`,
    slugHistory: [],
    name,
    nameKey: foldName(name),
    title: { en: 'Correspondent', fr: 'Correspondant' },
    bio: { en: `${name} writes here.` },
    portrait: null,
    beatTagIds: [synthetic('tag', index % TAGS)],
    accounts: [],
    mergedInto: null,
    mergedFromIds: [],
    version: 1,
    updatedAt: new Date(NEWEST),
  };
};

const postRecord = (index: number, at: Date, text: string): SocialPostRecord => ({
  _id: synthetic('pst', index),
  platform: 'X',
  url: `https://x.com/synthetic/status/${1_000_000_000 + index}`,
  postId: String(1_000_000_000 + index),
  author: { handle: 'synthetic', name: 'Synthetic', url: 'https://x.com/synthetic' },
  text,
  media: [],
  postedAt: at,
  retrievedAt: at,
  availability: 'AVAILABLE',
  tracksReader: true,
  version: 1,
  updatedAt: at,
});

export interface ArchiveBatch {
  readonly articles: readonly ArticleRecord[];
  readonly socialPosts: readonly SocialPostRecord[];
}

export interface SyntheticArchive {
  readonly tags: readonly TagRecord[];
  readonly correspondents: readonly CorrespondentRecord[];
  /** Newest first, a thousand at a time. */
  readonly batches: () => Generator<ArchiveBatch>;
}

/**
 * An archive of so many stories, the same each time for the same seed: tags and authors after Zipf, lengths log-normal around 450 words, spread over
 * twelve years, one story in ten with a social post.
 */
const syntheticArchive = (articles: number, seed = 1): SyntheticArchive => {
  const random = randomNumbers(seed);
  const vocabulary = Array.from({ length: VOCABULARY }, () => word(random));
  const tags = Array.from({ length: TAGS }, (_, index) => tagRecord(index, random));
  const correspondents = Array.from({ length: CORRESPONDENTS }, (_, index) =>
    correspondentRecord(index, random),
  );
  const [pickWord, pickTag, pickWriter] = [
    zipf(VOCABULARY, random),
    zipf(TAGS, random),
    zipf(CORRESPONDENTS, random),
  ];
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

  const article = (index: number): { article: ArticleRecord; post: SocialPostRecord | null } => {
    const at = new Date(NEWEST - Math.floor((index / articles) * YEARS_MS) - Math.floor(random() * 60_000));
    const words = Math.round(Math.min(1_500, Math.max(80, Math.exp(6.1 + normal() * 0.5))));
    const post = random() < 0.1 ? postRecord(index, at, prose(vocabulary, pickWord, 20)) : null;
    const texts = Array.from({ length: Math.ceil(words / 60) }, () => prose(vocabulary, pickWord, 60));
    const blocks: BlockRecord[] = texts.map((text, place) => ({
      id: `b${place + 1}`,
      type: 'Paragraph',
      content: plainSpans(text),
    }));
    if (post !== null)
      blocks.push({ id: `b${blocks.length + 1}`, type: 'SocialEmbed', socialPostId: post._id });
    const tagIds = [...new Set(Array.from({ length: 1 + Math.floor(random() * 5) }, pickTag))].map((tag) =>
      synthetic('tag', tag),
    );
    const writers = [...new Set(random() < 0.15 ? [pickWriter(), pickWriter()] : [pickWriter()])];
    const locale = random() < 0.3 ? 'fr' : 'en';
    const timing = { status: 'PUBLISHED', publishedAt: at, embargoedUntil: null, createdAt: at } as const;
    const access = random() < 0.1 ? 'REGISTERED' : 'FREE';
    const slug = `story-${index}`;
    return {
      post,
      article: {
        _id: synthetic('art', index),
        slug,
        slugHistory: [],
        url: `https://archive.example/${slug}`,
        urlHistory: [],
        locale,
        localeChain: localeChain(locale),
        translationGroup: null,
        access,
        headline: prose(vocabulary, pickWord, 8).replace('.', ''),
        kicker: null,
        standfirst: prose(vocabulary, pickWord, 20),
        byline: writers.flatMap((writer, place) => [
          ...(place === 0 ? [] : [{ text: locale === 'fr' ? ' et ' : ' and ', correspondentId: null }]),
          { text: correspondents[writer]?.name ?? '', correspondentId: synthetic('cor', writer) },
        ]),
        contributions: writers.map((writer) => ({
          role: 'AUTHOR' as const,
          correspondentId: synthetic('cor', writer),
          bioAtPublication: null,
        })),
        leadImage: null,
        sectionId: synthetic('tag', index % 10),
        tagIds,
        ...timing,
        updatedAt: at,
        firstPublishedAt: at,
        visibleFrom: visibleFrom(timing),
        listedAt: listedAt(timing),
        ...figuresOf(blocks, { locale, access }),
        live: null,
        source: null,
        version: 1,
        blocks,
      },
    };
  };

  return {
    tags,
    correspondents,
    *batches() {
      for (let from = 0; from < articles; from += BATCH) {
        const made = Array.from({ length: Math.min(BATCH, articles - from) }, (_, index) =>
          article(from + index),
        );
        yield {
          articles: made.map(({ article }) => article),
          socialPosts: made.flatMap(({ post }) => post ?? []),
        };
      }
    },
  };
};

export interface SeededArchive {
  readonly stories: number;
  readonly correspondents: number;
  readonly tags: number;
  readonly 'social posts': number;
}

/** Writes a synthetic archive batch by batch: one is written while the next one is made. */
export const seedArchive = async (
  store: Store,
  { articles, onProgress }: { readonly articles: number; readonly onProgress: (stories: number) => void },
): Promise<SeededArchive> => {
  const archive = syntheticArchive(articles);
  await store.tags.put(archive.tags);
  await store.correspondents.put(archive.correspondents);
  let posts = 0;
  let writing: Promise<void> = Promise.resolve();
  const write = async (batch: ArchiveBatch): Promise<void> => {
    if (batch.socialPosts.length > 0) await store.socialPosts.put(batch.socialPosts);
    await store.articles.put(batch.articles);
    onProgress(batch.articles.length);
  };
  for (const batch of archive.batches()) {
    posts += batch.socialPosts.length;
    await writing;
    writing = write(batch);
    writing.catch(() => {}); // Awaited in the next round; until then Node must not call it unheard.
  }
  await writing;
  return { stories: articles, correspondents: CORRESPONDENTS, tags: TAGS, 'social posts': posts };
};
