import { decodeHTMLStrict } from 'entities';
import type { DomDocument } from './page-dom.ts';

/** An object of JSON-LD, of which nothing is known. */
export type Json = { readonly [key: string]: unknown };
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value == null ? [] : [value];
export const textOf = (value: unknown): string | null => {
  const [first] = listOf(value);
  const text =
    typeof first === 'string'
      ? first
          .replace(/<[^>]*>/g, '')
          .replace(/\s+/g, ' ')
          .trim()
      : '';
  return text === '' ? null : text;
};

const ARTICLE = /(?:Article|BlogPosting|Report|Review|LiveBlogPosting)$/;
/** Character references as the letters that they stand for: some papers write them into JSON, where they mean themselves. */
export const withoutEntities = (text: string): string => decodeHTMLStrict(text).replace(/\s+/g, ' ').trim();

/** The article among a page's JSON-LD, after schema.org; what isn't JSON is passed over. */
export const findArticle = (document: DomDocument): Json => {
  const found: Json[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (depth > 4) return;
    for (const item of listOf(value)) {
      if (!isObject(item)) continue;
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
  return found.find((item) => item['headline'] !== undefined) ?? found[0] ?? {};
};
