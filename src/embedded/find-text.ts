import { type Document, Double } from 'bson';
import { type Bytes, cutFields, decodeFields, documentOf, elementsOf, encode } from './bson-bytes.ts';
import type { Collection } from './collection.ts';
import { createMatcher } from './matcher.ts';
import { rootOf } from './paths.ts';
import { isPlain } from './plain-document.ts';
import type { TextQuery } from './text-query.ts';

export interface TextMatch {
  readonly bytes: Bytes;
  readonly score: number;
}

/** The documents that `$text` finds and the rest of the filter lets through, as the index has them: in no order. */
export function* findByText(collection: Collection, text: TextQuery, rest: Document): Generator<TextMatch> {
  const index = collection.text.filled();
  const matcher = createMatcher(rest);
  const checked = text.phrases.length > 0 || text.unwanted.size > 0;
  const fields = checked ? new Set([...matcher.fields, ...index.roots]) : matcher.fields;
  for (const [id, score] of index.search(text)) {
    const bytes = collection.documents.get(id);
    if (bytes === undefined) continue;
    const document = decodeFields(bytes, fields);
    if (matcher.test(document) && index.holds(document, text)) yield { bytes, score };
  }
}

/** The field in which a document carries its score through a pipeline; cut off at its end. */
const SCORE = '__textScore';

/** Whether an expression is `{ $meta: 'textScore' }`. */
export const isTextScore = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (value as Document).$meta === 'textScore';

/** A match's bytes with its score among its fields, cut to what a projection that follows will keep. */
export const scored = ({ bytes, score }: TextMatch, projection: Document | undefined): Bytes => {
  const kept = projection === undefined ? null : rootsKept(projection);
  const cut = kept === null ? bytes : cutFields(bytes, (name) => kept.has(name));
  return documentOf([elementsOf(cut), elementsOf(encode({ [SCORE]: new Double(score) }))]);
};

export const unscored = (bytes: Bytes): Bytes => cutFields(bytes, (name) => name !== SCORE);

const rootsKept = (projection: Document): Set<string> | null => {
  const entries = Object.entries(projection).filter(([, value]) => !isTextScore(value));
  if (entries.length === 0 || entries.some(([, value]) => value !== 1 && value !== true)) return null;
  return new Set(['_id', ...entries.map(([path]) => rootOf(path))]);
};

/** A pipeline's stages with `{ $meta: 'textScore' }` read from the field that `scored` put it in. */
export const readingScores = (stages: readonly Document[]): Document[] =>
  stages.map((stage) =>
    stage.$sort === undefined
      ? (replaced(stage) as Document)
      : {
          $sort: Object.fromEntries(
            Object.entries(stage.$sort as Document).map(([path, way]) =>
              isTextScore(way) ? [SCORE, -1] : [path, way],
            ),
          ),
        },
  );

const replaced = (value: unknown): unknown => {
  if (isTextScore(value)) return `$${SCORE}`;
  if (Array.isArray(value)) return value.map(replaced);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, replaced(part)]));
};
