import { webUrl } from '../content/html-text.ts';
import { canonicalLocale } from '../content/locale.ts';
import { isAfter, type WireGap, type WireItem, type WirePlace, type WireRun } from '../content/wire.ts';
import { FOREIGN_CURSOR } from '../content/wire-cursor.ts';
import type { PeerConfig } from './peer-config.ts';

/** What is asked of a peer: lists of another Dateline, for an anonymous reader. */
export const PEER_QUERY = /* GraphQL */ `
  query DatelineWire($first: Int!, $after: String) {
    articles(first: $first, after: $after) {
      edges {
        cursor
        node { id url locale headline standfirst publishedAt byline { text } }
      }
      pageInfo { hasNextPage }
    }
  }
`;

/** An answer that holds no page of a list as it was asked for: none at all, or none that can be believed. */
export class PeerFault extends Error {
  override readonly name = 'PeerFault';
  readonly gap: WireGap;

  constructor(gap: WireGap, message: string) {
    super(message);
    this.gap = gap;
  }
}

const lie = (what: string): PeerFault => new PeerFault('UNTRUSTED', what);

type Fields = Readonly<Record<string, unknown>>;

const HEADLINE = 300;
const STANDFIRST = 1_000;
const BYLINE = 300;
const MAX_URL = 2_048;
/** Clocks differ. What is further in the future would stand on top for as long as it likes. */
const AHEAD_MS = 300_000;

const record = (value: unknown): Fields => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw lie('Not an object.');
  return value as Fields;
};

/** Text as text: no tags, no control characters, no tricks with direction, bounded. Whoever shows it still escapes it. */
const plainText = (value: unknown, most: number): string | null => {
  if (typeof value !== 'string') return null;
  const text = value
    .slice(0, most * 4)
    .replace(/<\/?[a-z!][^>]*>/gi, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const letters = Array.from(text);
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
};

/** An address of one of the newsroom's own pages, else `null`. */
const pageOf = (value: unknown, { sites }: PeerConfig): string | null => {
  const url = typeof value === 'string' && value.length <= MAX_URL ? webUrl(value) : null;
  if (url === null) return null;
  const { origin, username, password } = new URL(url);
  return sites.includes(origin) && username === '' && password === '' ? url : null;
};

/** A story that can be shown; `null` for one without an address of its newsroom's, a headline or a language, or from the future. */
const storyOf = (node: Fields, place: WirePlace, peer: PeerConfig, now: number): WireItem | null => {
  const url = pageOf(node['url'], peer);
  const headline = plainText(node['headline'], HEADLINE);
  const said = node['locale'];
  const locale = typeof said === 'string' && said.length <= 35 ? canonicalLocale(said) : null;
  if (url === null || locale === null || headline === null || headline === '') return null;
  if (place.time > now + AHEAD_MS) return null;
  const byline = node['byline'] == null ? '' : record(node['byline'])['text'];
  return {
    source: { key: peer.key, name: peer.name },
    id: place.id,
    url,
    locale,
    headline,
    standfirst: plainText(node['standfirst'], STANDFIRST) || null,
    byline: plainText(byline, BYLINE) ?? '',
    publishedAt: new Date(place.time),
    article: null,
  };
};

const placeOf = (cursor: unknown, { id, publishedAt }: Fields): WirePlace => {
  const time = typeof publishedAt === 'string' ? Date.parse(publishedAt) : Number.NaN;
  if (typeof cursor !== 'string' || !FOREIGN_CURSOR.test(cursor)) throw lie('A cursor is none.');
  if (typeof id !== 'string' || !/^[\w-]{1,80}$/.test(id)) throw lie('An id is none.');
  if (Number.isNaN(time)) throw lie('A moment is none.');
  return { cursor, time, id };
};

/**
 * Reads a peer's answer. Nothing in it is believed: the list must be no longer than asked for, and newest first from where it was to begin, or it is none (`PeerFault`);
 * a single story that can't be shown is passed over.
 */
export const readPeerPage = (
  data: unknown,
  peer: PeerConfig,
  { first, after, now }: { readonly first: number; readonly after: WirePlace | null; readonly now: number },
): WireRun => {
  const list = data == null ? null : record(data)['articles'];
  if (list == null) throw new PeerFault('UNAVAILABLE', 'It has no list to give.');
  const { edges, pageInfo } = record(list);
  const { hasNextPage } = record(pageInfo);
  if (!Array.isArray(edges) || edges.length > first) throw lie('Not as many stories as asked for.');
  if (typeof hasNextPage !== 'boolean' || (hasNextPage && edges.length === 0))
    throw lie('It has more and gives nothing.');
  let before = after;
  const entries = edges.map((edge: unknown) => {
    const { cursor, node } = record(edge);
    const place = placeOf(cursor, record(node));
    if (before !== null && !isAfter(place, before)) throw lie('Not newest first.');
    before = place;
    return { place, story: storyOf(record(node), place, peer, now) };
  });
  return { entries, hasMore: hasNextPage };
};
