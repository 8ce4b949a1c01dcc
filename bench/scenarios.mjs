import { randomNumbers, zipf } from '../dist/src/ingest/synthetic-words.js';
import { LISTS, SCREENS } from './screens.mjs';

const PEERS = ['apollo', 'yoga', 'mercurius', 'dateline'];
const STORIES = 10_000;
const json = (body) => JSON.stringify(body);
const always = (body) => () => () => body;

/** What caches keep is new for a minute, and the turns of all the others take longer. So each contender is asked the same mix for so many seconds before its round, unmeasured: what is measured is how it is once warm. */
const LEAD_IN_SECONDS = 12;

/** After Zipf over so many stories, one of five screens. */
const mixed = (stories) => (seed) => {
  const random = randomNumbers(seed);
  const story = zipf(stories, random);
  const screens = [SCREENS.front, SCREENS.story, SCREENS.tag, SCREENS.writer, SCREENS.card];
  return () => json(screens[Math.floor(random() * screens.length)](story()));
};

/** Whatever the mix asks for, once: each story's page and card, then the lists. */
const everything = () => {
  const pages = Array.from({ length: STORIES }, (_, n) => [SCREENS.story(n), SCREENS.card(n)]);
  const lists = Array.from({ length: LISTS }, (_, n) => [SCREENS.tag(n), SCREENS.writer(n)]);
  const bodies = [...pages.flat(), ...lists.flat(), SCREENS.front()];
  return { amount: bodies.length, next: () => json(bodies.shift()) };
};

const ROUND = 1_500;
const ROUNDS = 5;
/** The stories one after the other, each once: those behind all rounds to warm the code, and then a round's own. */
const oneByOne = (round) => {
  let at = round === 0 ? ROUNDS * ROUND : (round - 1) * ROUND;
  return () => json(SCREENS.story(at++ % STORIES));
};

/**
 * What is measured. `next(round)` makes a source of bodies, the same for every contender; `sample` are bodies whose answers must be equal; `same` says that all of a scenario's
 * answers are one, which the floor can then send too; `first()` is what each is asked in full before all else, with its number; `env` is set for all.
 */
export const SCENARIOS = {
  hot: {
    what: 'One front page of 20 stories, asked for again and again.',
    contenders: ['bare', ...PEERS, 'apollo without its cache'],
    next: always(json(SCREENS.front())),
    sample: [json(SCREENS.front())],
    amount: 10_000,
    warmUp: 12_000,
  },
  small: {
    what: '`{ article(slug) { headline } }`, one story.',
    contenders: ['bare', ...PEERS],
    next: always(json(SCREENS.small(7))),
    sample: [json(SCREENS.small(7))],
    amount: 10_000,
    warmUp: 12_000,
  },
  large: {
    what: '100 stories with their texts.',
    contenders: ['bare', ...PEERS],
    next: always(json(SCREENS.large())),
    sample: [json(SCREENS.large())],
    amount: 150,
    warmUp: 60,
  },
  warm: {
    what: 'Five screens over 10,000 stories after Zipf, every cache at work; Dateline once more with its stories in memory but no answers kept. Each is asked for 12 seconds before its round.',
    contenders: [
      ...PEERS,
      'apollo without its cache',
      'mercurius without its cache',
      'dateline without kept answers',
    ],
    next: mixed(STORIES),
    leadInSeconds: LEAD_IN_SECONDS,
    sample: [3, 14, 159].flatMap((n) =>
      ['story', 'tag', 'writer', 'card'].map((screen) => json(SCREENS[screen](n))),
    ),
    amount: 4_000,
    warmUp: 12_000,
  },
  settled: {
    what: 'The same five screens over the same 10,000 stories when all was asked for once and may be kept for half an hour, with everybody: records are never read again. Each is asked for 12 seconds before its round.',
    contenders: [...PEERS, 'dateline without kept answers'],
    next: mixed(STORIES),
    leadInSeconds: LEAD_IN_SECONDS,
    first: everything,
    env: { DATELINE_CACHE_FRESH_MS: '1800000' },
    sample: [json(SCREENS.story(3)), json(SCREENS.tag(14))],
    amount: 4_000,
    warmUp: 12_000,
  },
  hundreds: {
    what: 'The same five screens over 300 stories: nothing but what is in memory. Each is asked for 12 seconds before its round.',
    contenders: [...PEERS, 'mercurius without its cache', 'dateline without kept answers'],
    next: mixed(300),
    leadInSeconds: LEAD_IN_SECONDS,
    sample: [json(SCREENS.tag(3))],
    amount: 4_000,
    warmUp: 9_000,
  },
  cold: {
    what: 'Story pages, every story for the first time, asked of a process that has answered others.',
    contenders: ['handwritten', ...PEERS, 'dateline without Redis'],
    next: oneByOne,
    // Of those behind all rounds.
    sample: [5, 55, 155].map((n) => json(SCREENS.story(9_800 + n))),
    amount: ROUND,
    // With what is asked to see how much is enough, 2,280 stories: the last are left for the sample.
    warmUp: 1_880,
    rounds: ROUNDS,
  },
};
