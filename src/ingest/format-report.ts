import type { FileReport, ImportReport } from './import-files.ts';

/** Beyond this a list is counted, not read. */
const MOST = 12;

const listed = (title: string, items: readonly string[]): string[] => {
  if (items.length === 0) return [];
  const more = items.length > MOST ? [`      … and ${items.length - MOST} more`] : [];
  return [`    ${title}:`, ...items.slice(0, MOST).map((item) => `      ${item}`), ...more];
};

const fileLines = ({ file, stories, errors }: FileReport): string[] => [
  file,
  ...errors.map(
    ({ line, code, message }) => `  ${line === null ? '' : `line ${line}: `}${message} (${code})`,
  ),
  ...stories
    .slice(0, MOST)
    .flatMap(({ state, slug, headline, byline, locale, words, kept, dropped, unplaced }) => [
      `  ${state}: ${headline}`,
      `    ${slug} · ${locale} · ${words} words${byline.length === 0 ? '' : ` · ${byline.join(', ')}`}`,
      ...listed('kept', kept),
      ...listed('dropped', dropped),
      ...listed('could not place', unplaced),
    ]),
  ...(stories.length > MOST ? [`  … and ${stories.length - MOST} more stories`] : []),
];

/** The report of an import for a person to read. */
export const formatReport = ({ files, written, leftAlone }: ImportReport): string => {
  const failed = files.filter(({ errors }) => errors.length > 0).length;
  const sum = `${written} written, ${leftAlone} left alone, ${failed} of ${files.length} files refused`;
  return [...files.flatMap(fileLines), sum].join('\n');
};
