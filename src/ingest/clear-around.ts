import { type DomDocument, type DomElement, lineOf } from './page-dom.ts';

/** Around a story, on any page. The text is weighed better without; on some pages it can't be found with them. */
const AROUND =
  'nav, footer, template, dialog, [role="navigation"], [role="contentinfo"], [role="dialog"], [role="search"]';

/** What papers call their boxes, as words of `class`, `id` or `data-testid`: `emailSignup` and `email-sign_up` are both `email sign up`. */
const ASKS =
  /\b(?:newsletters?|sign ?(?:up|in)|log ?in|regist(?:er|ration)|subscri\w*|paywall|promo\w*|donat\w*|donation|advert\w*|share|sharing|social share|comments?|polls?)\b/;
const CONSENT = /\b(?:cookies?|consent|onetrust|gdpr|didomi|usercentrics)\b/;
const SPEAKS_OF_CONSENT = /cookie|consent|privacy|datenschutz|einwillig|vie privée|privacidad/iu;
/** Only where links lead away: the same words may name a story's own parts. */
const LEADS_AWAY =
  /\b(?:related\w*|recommend\w*|recirc\w*|teasers?|also read|read also|more from|most (?:read|popular|viewed)|popular|trending|tags?|keywords|topics|outbrain|taboola|rollover)\b/;
const ABOUT_AUTHOR =
  /\b(?:author(?:s)? (?:bio|box|info|card|profile|details?)|about (?:the )?authors?|bio)\b/;
/** Said to machines, or to those who hear a page: no reader sees it. */
const UNSEEN =
  /\b(?:sr only|visually ?hidden|screen ?reader(?: text| only)?|(?:h )?off ?screen|slide ?count|skip link)\b/;
const CAPTION =
  /\b(?:captions?|photo credits?|image credits?|(?:image|picture|media) (?:caption|copyright))\b/;

/** A box speaks in short: a page may call its whole text by such a name, and then it has more of these. */
const LONG_PARAGRAPH = 140;
const MOST_LONG_PARAGRAPHS = 1;
const LONGEST_BOX = 1_500;
const BRIEF = 200;
const LONGEST_CAPTION = 700;

/** The names of an element as small words. */
const namesOf = (element: DomElement): string =>
  [element.className, element.getAttribute('id') ?? '', element.getAttribute('data-testid') ?? '']
    .join(' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ');

const longParagraphs = (element: DomElement): number =>
  [...element.querySelectorAll('p')].filter((part) => lineOf(part).length > LONG_PARAGRAPH).length;

/** Which part of an element's letters are links, from 0 to 1. */
const linkedShare = (element: DomElement): number => {
  const all = lineOf(element).length;
  const linked = [...element.querySelectorAll('a')].reduce((sum, link) => sum + lineOf(link).length, 0);
  return all === 0 ? 0 : linked / all;
};

/** Hidden at every width. A page may hide its whole text until its scripts have run: that stays. */
const isHidden = (element: DomElement): boolean =>
  /(?:^|\s)(?:is-|u-)?hidden(?:\s|$)/.test(element.className) &&
  !/:(?:block|flex|grid|inline|table)/.test(element.className) &&
  longParagraphs(element) <= MOST_LONG_PARAGRAPHS &&
  lineOf(element).length <= LONGEST_BOX;

const holds = (element: DomElement, selector: string): boolean => element.querySelector(selector) !== null;

const isBox = (element: DomElement, names: string): boolean => {
  if (element.localName === 'body' || holds(element, 'h1, [itemprop="articleBody"]')) return false;
  if (CONSENT.test(names) && SPEAKS_OF_CONSENT.test(element.textContent))
    return !holds(element, 'main, article');
  if (longParagraphs(element) > MOST_LONG_PARAGRAPHS || lineOf(element).length > LONGEST_BOX) return false;
  if (ABOUT_AUTHOR.test(names)) return true;
  const brief = lineOf(element).length <= BRIEF && longParagraphs(element) === 0;
  if (LEADS_AWAY.test(names) && (brief || linkedShare(element) > 0.25)) return true;
  return ASKS.test(names) && !holds(element, 'figure, blockquote');
};

const LONGEST_CARD = 600;
/** Another story in short, with the way to it. */
const isCard = (article: DomElement): boolean =>
  !holds(article, 'h1') &&
  longParagraphs(article) <= MOST_LONG_PARAGRAPHS &&
  lineOf(article).length <= LONGEST_CARD &&
  (holds(article, 'h2 a, h3 a, h4 a, a h2, a h3, a h4') || linkedShare(article) > 0.4);

/** Other stories' cards, and the story that a page would go on with: an `article` beside the one with the headline. */
const otherStories = (document: DomDocument): DomElement[] => {
  const articles = [...document.querySelectorAll('article')];
  const heading = document.querySelector('h1');
  if (heading === null) return [];
  const own = articles.filter(
    (article) => article.contains(heading) && longParagraphs(article) > MOST_LONG_PARAGRAPHS,
  );
  const isBeside = (article: DomElement) =>
    own.length > 0 && !own.some((one) => one.contains(article) || article.contains(one));
  return articles.filter((article) => !own.includes(article) && (isCard(article) || isBeside(article)));
};

/** A picture's line that is one by its name alone becomes what it is in HTML: `figcaption`, in a `figure` with its picture. */
const asFigure = (document: DomDocument, caption: DomElement): void => {
  const line = lineOf(caption);
  if (line.length > LONGEST_CAPTION || holds(caption, 'h1, h2, h3, table, p + p')) return;
  const inFigure = caption.closest('figure');
  let frame: DomElement | null = caption;
  for (let up = 0; up < 4 && frame !== null && !holds(frame, 'img'); up += 1) frame = frame.parentElement;
  const image = frame?.querySelector('img');
  if (inFigure === null && frame !== null && image != null && lineOf(frame).length <= line.length + 80) {
    const figure = document.createElement('figure');
    const words = document.createElement('figcaption');
    words.append(line);
    figure.append(image, words);
    frame.replaceWith(figure);
  } else if (inFigure === null) caption.remove();
  else if (caption.closest('figcaption') === null && !holds(caption, 'img, figcaption')) {
    const words = document.createElement('figcaption');
    words.append(line);
    caption.replaceWith(words);
  }
};

/** Takes off the page what its elements say is around its story. */
export const clearMarked = (document: DomDocument): void => {
  for (const element of document.querySelectorAll(AROUND))
    if (element.closest('blockquote') === null) element.remove();
};

/** Takes off the page what stands around its story and between its paragraphs, by what the elements are and what papers call them. */
export const clearAround = (document: DomDocument): void => {
  clearMarked(document);
  for (const article of otherStories(document)) article.remove();
  for (const element of document.querySelectorAll('[class], [id], [data-testid]')) {
    if (element.localName === 'body' || element.localName === 'html' || element.parentElement === null)
      continue;
    const names = namesOf(element);
    if ((UNSEEN.test(names) && lineOf(element).length < 200) || isHidden(element)) element.remove();
    else if (CAPTION.test(names) && element.localName !== 'figure' && element.localName !== 'caption')
      asFigure(document, element);
    else if (isBox(element, names)) element.remove();
  }
};
