import { ByteReader, type ByteWriter } from './byte-stream.ts';

/** The documents that have a word, as places in a list of ids, and what it counts in each: eight bytes an entry, of which an archive has millions. */
export class Posting {
  #documents = new Uint32Array(2);
  #scores = new Float32Array(2);
  #length = 0;

  get length(): number {
    return this.#length;
  }

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

  forEach(each: (place: number, score: number) => void): void {
    for (let at = 0; at < this.#length; at += 1) each(this.#documents[at] ?? 0, this.#scores[at] ?? 0);
  }

  /** Writes it: of each place what it has beyond the one before it. */
  write(bytes: ByteWriter): void {
    let before = 0;
    const rising = this.#documents.subarray(0, this.#length);
    let sorted = true;
    for (let at = 1; at < rising.length; at += 1) sorted &&= (rising[at - 1] ?? 0) < (rising[at] ?? 0);
    const order = sorted
      ? null
      : new Uint32Array(rising.keys()).sort((left, right) => (rising[left] ?? 0) - (rising[right] ?? 0));
    for (let turn = 0; turn < rising.length; turn += 1) {
      const at = order?.[turn] ?? turn;
      const place = rising[at] ?? 0;
      bytes.number(place - before);
      bytes.float(this.#scores[at] ?? 0);
      before = place;
    }
  }

  /** Reads what `write` wrote. */
  static forEachIn(bytes: Buffer, each: (place: number, score: number) => void): void {
    const reader = new ByteReader(bytes);
    let place = 0;
    while (!reader.ended) {
      place += reader.number();
      each(place, reader.float());
    }
  }
}
