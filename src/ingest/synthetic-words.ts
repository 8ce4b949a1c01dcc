/** Numbers from 0 to 1 that are the same for the same seed: mulberry32, public domain, by Tommy Ettinger. */
export const randomNumbers = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Picks from 0 to `count - 1` after Zipf: the first about twice as often as the second. */
export const zipf = (count: number, random: () => number): (() => number) => {
  const sums: number[] = [];
  let sum = 0;
  for (let rank = 1; rank <= count; rank += 1) {
    sum += 1 / rank;
    sums.push(sum);
  }
  return () => {
    const wanted = random() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
};

const ONSETS = [
  'b',
  'br',
  'c',
  'd',
  'f',
  'g',
  'gr',
  'h',
  'l',
  'm',
  'n',
  'p',
  'pl',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'ou'];
const CODAS = ['', '', 'n', 'r', 's', 'l', 't', 'nd', 'rk'];

/** An invented word. */
export const word = (random: () => number): string => {
  const pick = (parts: readonly string[]): string => parts[Math.floor(random() * parts.length)] ?? '';
  const syllables = 1 + Math.floor(random() * 3);
  return Array.from({ length: syllables }, () => pick(ONSETS) + pick(VOWELS) + pick(CODAS)).join('');
};

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Words of a vocabulary as sentences, about `length` words in all. */
export const prose = (vocabulary: readonly string[], pick: () => number, length: number): string => {
  const sentences: string[] = [];
  for (let left = length; left > 0; left -= 14) {
    const words = Array.from({ length: Math.min(14, left) }, () => vocabulary[pick()] ?? '');
    sentences.push(`${capital(words.join(' '))}.`);
  }
  return sentences.join(' ');
};
