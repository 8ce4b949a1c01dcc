import { decodeHTMLStrict } from 'entities';
import { isJsonObject, type JsonObject } from '../content/json-object.ts';
import type { DomDocument } from './page-dom.ts';

export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value == null ? [] : [value];
export const textOf = (value: unknown): string | null => {
  const [first] = listOf(value);
  const text =
    typeof first === 'string'
      ? first
          .replace(/<[^<>]*>/g, '')
          .replace(/\s+/g, ' ')
          .trim()
      : '';
  return text === '' ? null : text;
};

const ARTICLE = /(?:Article|BlogPosting|Report|Review|LiveBlogPosting)$/;
/** Character references as the letters that they stand for: some papers write them into JSON, where they mean themselves. */
export const withoutEntities = (text: string): string => decodeHTMLStrict(text).replace(/\s+/g, ' ').trim();

/** The article among a page's JSON-LD, after schema.org, its authors in one list with what is said of them elsewhere; what isn't JSON is passed over. */
export const findArticle = (document: DomDocument): JsonObject => {
  const found: JsonObject[] = [];
  const named = new Map<unknown, JsonObject>();
  const visit = (value: unknown, depth: number): void => {
    if (depth > 4) return;
    for (const item of listOf(value)) {
      if (!isJsonObject(item)) continue;
      if (item['@id'] !== undefined && item['name'] !== undefined) named.set(item['@id'], item);
      if (listOf(item['@type']).some((type) => typeof type === 'string' && ARTICLE.test(type)))
        found.push(item);
      visit(item['@graph'], depth + 1);
      visit(item['mainEntity'], depth + 1);
    }
  };
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      visit(
        JSON.parse(
          script.textContent
            .replace(/^\s*(?:<!--|\/\/<!\[CDATA\[)|(?:-->|\/\/\]\]>)\s*$/g, '')
            .replace(/[\n\r\t]/g, ' '),
        ),
        0,
      );
    } catch {
      // Not JSON: the page says the rest elsewhere.
    }
  }
  const article = found.find((item) => item['headline'] !== undefined) ?? found[0] ?? {};
  const authors = listOf(article['author'])
    .flat(2)
    .map((author) =>
      isJsonObject(author) && author['name'] === undefined ? (named.get(author['@id']) ?? author) : author,
    );
  return { ...article, author: authors };
};
