import type { Document } from 'bson';
import { valuesAt } from './sort-key.ts';
import type { TextQuery } from './text-query.ts';
import { fold, textWords } from './text-words.ts';

export interface TextIndexSpec {
  readonly name: string;
  /** How much a word counts in each field. */
  readonly weights: Readonly<Record<string, number>>;
}

/** The documents that have a word, as places in `#ids`, rising, and what it counts in each: eight bytes an entry, of which an archive has millions. */
class Posting {
  #documents = new Uint32Array(2);
  #scores = new Float32Array(2);
  #length = 0;

  push(place: number, score: number): void {
    if (this.#length === this.#documents.length) {
      const room = Math.ceil(this.#length * 1.5) + 1;
      const [documents, scores] = [new Uint32Array(room), new Float32Array(room)];
      documents.set(this.#documents);
      scores.set(this.#scores);
      [this.#documents, this.#scores] = [documents, scores];
    }
    this.#documents[this.#length] = place;
    this.#scores[this.#length] = score;
    this.#length += 1;
  }

  *entries(): Generator<readonly [place: number, score: number]> {
    for (let at = 0; at < this.#length; at += 1) yield [this.#documents[at] ?? 0, this.#scores[at] ?? 0];
  }
}

/** A word cut out of a text keeps that text alive; a copy doesn't. */
const whole = (word: string): string => Buffer.from(word).toString();

/** What a score of four bytes says for sure. */
const DIGITS = 7;

/** A collection's text index: for each word the documents that have it, with what it counts there. No language: words are compared as they stand. */
export class TextIndex {
  readonly spec: TextIndexSpec;
  /** Top-level fields that are indexed. */
  readonly roots: ReadonlySet<string>;
  readonly #postings = new Map<string, Posting>();
  /** A document's place; one that is written again gets a new place, and the old one is `null`. */
  readonly #ids: (string | null)[] = [];
  readonly #places = new Map<string, number>();

  constructor(spec: TextIndexSpec) {
    this.spec = spec;
    this.roots = new Set(Object.keys(spec.weights).map((path) => path.split('.')[0] ?? path));
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
    const place = this.#places.get(id);
    if (place === undefined) return;
    this.#places.delete(id);
    this.#ids[place] = null;
  }

  /** The documents that have any of the words, with their scores. Phrases and unwanted words are for `holds` to check. */
  search({ words }: TextQuery): Map<string, number> {
    const found = new Map<string, number>();
    for (const word of words) {
      const posting = this.#postings.get(word);
      if (posting === undefined) continue;
      for (const [place, score] of posting.entries()) {
        const id = this.#ids[place];
        if (id != null) found.set(id, (found.get(id) ?? 0) + score);
      }
    }
    for (const [id, score] of found) found.set(id, Number(score.toPrecision(DIGITS)));
    return found;
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
