/** The words that stand before a credit, in the languages that papers here are read in. */
const WORDS =
  'cr[ée]dits?(?: photo)?|photo(?:graphs?|graphie)?s?(?: by| credit)?|photo de|image(?: credit)?|courtesy(?: of)?|foto|bild|fotos?|imagen|crédito|cortesía|quelle|source|illustration|الصورة|تصوير|צילום|עکس';
const IN_BRACKETS = new RegExp(
  `\\s*[(\\[（]\\s*(?:${WORDS})\\s*[:/—–-]?\\s+?([^()\\[\\]]{2,160}?)\\s*[)\\]）]\\s*\\.?$`,
  'iu',
);
const IN_BRACKETS_COLON = new RegExp(
  `\\s*[(\\[（]\\s*(?:${WORDS})\\s*[:/—–-]\\s*([^()\\[\\]]{2,160}?)\\s*[)\\]）]\\s*\\.?$`,
  'iu',
);
const AFTER_COLON = new RegExp(`(?:^|[.!?…\\s])(?:${WORDS})\\s*:\\s*([^.:]{2,120})\\.?$`, 'iu');
const COPYRIGHT = /(?:^|[.!?…\s])[©(]\s?(?:©\s?)?((?:\d{4}\s+)?[\p{Lu}][^()]{1,100}?)\)?$/u;
/** `(Ana Ruiz/AFP)`, `(AP Photo/Ana Ruiz)`. */
const AGENCY = /\s*\(([^()]{2,80}?(?:\/|AFP|AP Photo|Reuters|Getty|EPA|dpa|ANSA|EFE)[^()]{0,80})\)\s*\.?$/u;

export interface CaptionAndCredit {
  readonly caption: string | null;
  readonly credit: string | null;
}

/** A picture's line as caption and credit apart: `… in Lisbon. (Photo: Ana Ruiz/AFP)`. The word for it is left out. */
export const splitCredit = (text: string): CaptionAndCredit => {
  const line = text.replace(/\s+/g, ' ').trim();
  for (const pattern of [IN_BRACKETS_COLON, IN_BRACKETS, AGENCY, AFTER_COLON, COPYRIGHT]) {
    const match = pattern.exec(line);
    const credit = match?.[1]?.trim();
    if (match === null || credit === undefined || credit === '') continue;
    const caption = line.slice(0, match.index).trim();
    const kept = /^[.!?…]/.test(match[0]) ? `${caption}${match[0].charAt(0)}` : caption;
    return { caption: kept === '' ? null : kept, credit };
  }
  return { caption: line === '' ? null : line, credit: null };
};

/** A line with its credit, as pictures have it; `null` for any other. */
export const captionOf = (line: string): CaptionAndCredit | null => {
  const split = splitCredit(line);
  return split.credit === null ? null : split;
};
