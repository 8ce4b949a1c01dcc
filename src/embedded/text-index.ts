import type { Document } from 'bson';
import { rootOf, valuesAt } from './paths.ts';
import { Posting } from './posting.ts';
import type { SortedRun } from './sorted-run.ts';
import type { TextQuery } from './text-query.ts';
import { fold, textWords } from './text-words.ts';

export interface TextIndexSpec {
  readonly name: string;
  /** How much a word counts in each field. */
  readonly weights: Readonly<Record<string, number>>;
}

/** What an index began with: the postings of a snapshot. */
export interface TextBase {
  /** Words, as the bytes of their UTF-8, with where the posting of each is. */
  readonly run: SortedRun;
  readonly posting: (at: number) => Buffer;
  /** The documents, by their places in postings. */
  readonly ids: readonly string[];
}

/** A word cut out of a text keeps that text alive; a copy doesn't. */
const whole = (word: string): string => Buffer.from(word).toString();

/** The place of a document that is no more. */
const NOWHERE = -1;

/** What a score of four bytes says for sure. */
const DIGITS = 7;

/** A word as a key of a run. */
const keyOf = (word: string): string => Buffer.from(word).toString('latin1');
const wordOf = (key: string): string => Buffer.from(key, 'latin1').toString();

/**
 * A collection's text index: for each word the documents that have it, with what it counts there. No language: words are compared as they stand. Postings of a snapshot stay in
 * its file; those of what was written since are in memory.
 */
export class TextIndex {
  readonly spec: TextIndexSpec;
  /** Top-level fields that are indexed. */
  readonly roots: ReadonlySet<string>;
  readonly #postings = new Map<string, Posting>();
  /** A document's place; one that is written again gets a new place, and the old one is `null`. */
  readonly #ids: (string | null)[] = [];
  readonly #places = new Map<string, number>();
  readonly #base: TextBase | null;
  /** Documents of the base that have been written again since, or are no more. */
  readonly #outdated = new Set<string>();

  constructor(spec: TextIndexSpec, base: TextBase | null = null) {
    this.spec = spec;
    this.#base = base;
    this.roots = new Set(Object.keys(spec.weights).map(rootOf));
  }

  add(document: Document, id: string): void {
    this.remove(id);
    const scores = this.#scoresOf(document);
    if (scores.size === 0) return;
    const place = this.#ids.push(id) - 1;
    this.#places.set(id, place);
    for (const [word, score] of scores) {
      let posting = this.#postings.get(word);
      if (posting === undefined) {
        posting = new Posting();
        this.#postings.set(whole(word), posting);
      }
      posting.push(place, score);
    }
  }

  has(id: string): boolean {
    return this.#places.has(id);
  }

  remove(id: string): void {
    if (this.#base !== null) this.#outdated.add(id);
    const place = this.#places.get(id);
    if (place === undefined) return;
    this.#places.delete(id);
    this.#ids[place] = null;
  }

  /** The documents that have any of the words, with their scores. Phrases and unwanted words are for `holds` to check. */
  search({ words }: TextQuery): Map<string, number> {
    const found = new Map<string, number>();
    for (const word of words)
      this.#forEachOf(word, (id, score) => found.set(id, (found.get(id) ?? 0) + score));
    for (const [id, score] of found) found.set(id, Number(score.toPrecision(DIGITS)));
    return found;
  }

  #forEachOf(word: string, each: (id: string, score: number) => void): void {
    const kept = this.#kept(keyOf(word));
    if (kept !== null)
      Posting.forEachIn(kept, (place, score) => {
        const id = this.#base?.ids[place];
        if (id !== undefined && !this.#outdated.has(id)) each(id, score);
      });
    this.#postings.get(word)?.forEach((place, score) => {
      const id = this.#ids[place];
      if (id != null) each(id, score);
    });
  }

  /** The base's posting of a word. */
  #kept(key: string): Buffer | null {
    if (this.#base === null) return null;
    for (const [, at] of this.#base.run.walk(key, `${key}\0`, 1)) return this.#base.posting(at);
    return null;
  }

  /** All words in the order of their keys, each with its posting of documents by other places. */
  *postings(places: ReadonlyMap<string, number>): Generator<readonly [key: string, posting: Posting]> {
    const placeOf = (id: string | null): number => (id === null ? NOWHERE : (places.get(id) ?? NOWHERE));
    const old = (this.#base?.ids ?? []).map((id) => placeOf(this.#outdated.has(id) ? null : id));
    const now = this.#ids.map(placeOf);
    const keys = new Set([...this.#postings.keys()].map(keyOf));
    for (const [key] of this.#base?.run.walk('', '\uffff', 1) ?? []) keys.add(key);
    for (const key of [...keys].sort()) {
      const posting = new Posting();
      const moved = (from: readonly number[]) => (place: number, score: number) => {
        const to = from[place] ?? NOWHERE;
        if (to !== NOWHERE) posting.push(to, score);
      };
      const kept = this.#kept(key);
      if (kept !== null) Posting.forEachIn(kept, moved(old));
      this.#postings.get(wordOf(key))?.forEach(moved(now));
      if (posting.length > 0) yield [key, posting];
    }
  }

  /** Whether a document found by its words has the phrases as well, and none of the unwanted words. */
  holds(document: Document, { phrases, unwanted }: TextQuery): boolean {
    if (phrases.length === 0 && unwanted.size === 0) return true;
    const texts = this.#textsOf(document).map(([text]) => text);
    return (
      phrases.every((phrase) => texts.some((text) => fold(text).includes(phrase))) &&
      !texts.some((text) => textWords(text).some((word) => unwanted.has(word)))
    );
  }

  #textsOf(document: Document): [text: string, weight: number][] {
    return Object.entries(this.spec.weights).flatMap(([path, weight]) =>
      valuesAt(document, path).values.flatMap((value): [string, number][] =>
        typeof value === 'string' ? [[value, weight]] : [],
      ),
    );
  }

  /** What each word counts in a document, by MongoDB's formula (`fts_spec.cpp`): each repetition half of the one before, and more in a short text. */
  #scoresOf(document: Document): Map<string, number> {
    const scores = new Map<string, number>();
    for (const [text, weight] of this.#textsOf(document)) {
      const words = textWords(text);
      const counts = new Map<string, number>();
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
      for (const [word, count] of counts) {
        const frequency = 2 - 2 ** (1 - count);
        const share = (0.5 * count) / words.length + 0.5;
        const whole = text.toLowerCase() === word ? 1.1 : 1;
        scores.set(word, (scores.get(word) ?? 0) + weight * frequency * share * whole);
      }
    }
    return scores;
  }
}
