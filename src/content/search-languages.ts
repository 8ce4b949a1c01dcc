import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stopwords as arabicStops } from '@orama/stopwords/arabic';
import { stopwords as danishStops } from '@orama/stopwords/danish';
import { stopwords as dutchStops } from '@orama/stopwords/dutch';
import { stopwords as englishStops } from '@orama/stopwords/english';
import { stopwords as finnishStops } from '@orama/stopwords/finnish';
import { stopwords as frenchStops } from '@orama/stopwords/french';
import { stopwords as germanStops } from '@orama/stopwords/german';
import { stopwords as italianStops } from '@orama/stopwords/italian';
import { stopwords as norwegianStops } from '@orama/stopwords/norwegian';
import { stopwords as portugueseStops } from '@orama/stopwords/portuguese';
import { stopwords as russianStops } from '@orama/stopwords/russian';
import { stopwords as spanishStops } from '@orama/stopwords/spanish';
import { stopwords as swedishStops } from '@orama/stopwords/swedish';
import { foldWord } from './search-words.ts';

/** How the words of one language are compared. */
export interface Analysis {
  /** The language's code, or `none` for every language without a stemmer here. */
  readonly code: string;
  /** Words that say nothing alone, folded: they are neither stored nor looked for. */
  readonly stops: ReadonlySet<string>;
  /** The stem of a folded word. */
  readonly stem: (folded: string) => string;
}

const KEPT = 50_000;

const analysis = (code: string, stem: (word: string) => string, stops: readonly string[]): Analysis => {
  const stems = new Map<string, string>();
  return {
    code,
    // Short forms are cut at the apostrophe before they are looked up here: `don't` would take the name Don with it.
    stops: new Set(stops.filter((word) => !/['’]/u.test(word)).map(foldWord)),
    stem: (folded) => {
      const known = stems.get(folded);
      if (known !== undefined) return known;
      // What a stemmer leaves is a word again, or the whole word stands.
      const made = foldWord(stem(folded)) || folded;
      if (stems.size >= KEPT) stems.clear();
      stems.set(folded, made);
      return made;
    },
  };
};

const ARTICLE = /^[وف]?(?:ال|بال|كال|لل)(?=.{2})/u;

/** A noun without its article may begin with what the stemmer takes for a conjunction: of وزير it would leave زير, and وزير of الوزير. So it gets every word with its article. */
const stemArabic = (word: string): string =>
  /^\p{Script=Arabic}/u.test(word) ? arabic(`ال${word.replace(ARTICLE, '')}`) : word;

const NONE: Analysis = { code: 'none', stops: new Set(), stem: (folded) => folded };

/** Every way in which a story's words may be stored. A query is read in each of them, and finds stories by that of their language. */
export const ANALYSES: readonly Analysis[] = [
  analysis('ar', stemArabic, arabicStops),
  analysis('da', danish, danishStops),
  analysis('de', german, germanStops),
  analysis('en', english, [...englishStops, 'a', 'll', 're', 've']),
  analysis('es', spanish, spanishStops),
  analysis('fi', finnish, finnishStops),
  analysis('fr', french, frenchStops),
  analysis('it', italian, italianStops),
  analysis('nl', dutch, dutchStops),
  analysis('no', norwegian, norwegianStops),
  analysis('pt', portuguese, portugueseStops),
  analysis('ru', russian, russianStops),
  analysis('sv', swedish, swedishStops),
  NONE,
];

const BY_CODE = new Map(ANALYSES.map((one) => [one.code, one]));
const ALSO: Readonly<Record<string, string>> = { nb: 'no', nn: 'no' };

/** How a story in this language (BCP 47) is read. */
export const analysisOf = (locale: string): Analysis => {
  const language = locale.split('-')[0] ?? locale;
  return BY_CODE.get(ALSO[language] ?? language) ?? NONE;
};
