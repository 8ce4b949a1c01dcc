import { describe, expect, it } from '@jest/globals';
import { createBatchLoader, placeRows } from '../../loaders/batch.ts';
import { createListLoader } from '../../loaders/list-batch.ts';

interface Row {
  readonly id: string;
  readonly also?: readonly string[];
  readonly text: string;
}
const row = (id: string, ...also: string[]): Row => ({ id, also, text: `this is ${id}` });
const keysOf = ({ id, also = [] }: Row): string[] => [id, ...also];

/** A loader over a reader that answers as it is told, and the keys that it was asked for. */
const over = (read: (keys: readonly string[]) => readonly Row[] | Promise<readonly Row[]>) => {
  const asked: (readonly string[])[] = [];
  const loader = createBatchLoader<Row, string>({
    collection: 'things',
    read: async (keys) => {
      asked.push(keys);
      return await read(keys);
    },
    keysOf,
    show: ({ text }) => (text.includes('secret') ? null : text),
  });
  return { loader, asked };
};
const KEYS = ['a', 'b', 'c', 'd'];
const SAID = KEYS.map((key) => `this is ${key}`);

describe('a batch', () => {
  it.each<[string, (keys: readonly string[]) => readonly Row[], (string | null)[]]>([
    ['in order', (keys) => keys.map((key) => row(key)), SAID],
    ['reordered', (keys) => [...keys].reverse().map((key) => row(key)), SAID],
    ['twice', (keys) => [...keys, ...keys].map((key) => row(key)), SAID],
    ['with two missing', () => [row('d'), row('b')], [null, SAID[1] ?? '', null, SAID[3] ?? '']],
    ['not at all', () => [], [null, null, null, null]],
    ['one row for several keys', () => [row('x', 'a', 'c')], ['this is x', null, 'this is x', null]],
  ])('whose rows come %s puts each answer at its key', async (_, read, expected) => {
    const { loader, asked } = over(read);
    expect(await loader.loadMany(KEYS)).toEqual(expected);
    expect(asked).toEqual([KEYS]);
  });

  it('with a stranger among its rows is refused whole, in a sentence that names collection and keys', async () => {
    const { loader } = over((keys) => [...keys.map((key) => row(key)), row('stranger', 'odd')]);
    const answers = await Promise.allSettled(KEYS.map(async (key) => await loader.load(key)));
    expect(answers.map(({ status }) => status)).toEqual(KEYS.map(() => 'rejected'));
    await expect(loader.load('a')).rejects.toThrow(
      'The batch reader of things answered with a row that nobody asked for: ["stranger","odd"]; asked were ["a"].',
    );
  });

  it('asks for each key once, however often it is wanted, and again for none that is known', async () => {
    const { loader, asked } = over((keys) => keys.map((key) => row(key)));
    expect(await loader.loadMany(['a', 'b', 'a', 'a'])).toEqual([SAID[0], SAID[1], SAID[0], SAID[0]]);
    expect(loader.load('a')).toBe('this is a');
    expect(loader.loadMany(['b', 'a'])).toEqual([SAID[1], SAID[0]]);
    expect(await loader.loadMany(['a', 'c'])).toEqual([SAID[0], SAID[2]]);
    expect(asked).toEqual([['a', 'b'], ['c']]);
  });

  it('remembers that something is not there, or not to be shown, and says so without a promise', async () => {
    const { loader, asked } = over(() => [{ id: 'b', text: 'secret' }]);
    expect(await loader.loadMany(['a', 'b'])).toEqual([null, null]);
    expect([loader.load('a'), loader.load('b')]).toEqual([null, null]);
    expect(asked).toHaveLength(1);
  });

  it('that fails is forgotten: the next ask may succeed', async () => {
    let down = true;
    const { loader, asked } = over((keys) => {
      if (down) throw new Error('down');
      return keys.map((key) => row(key));
    });
    await expect(loader.loadMany(['a', 'b'])).rejects.toThrow('down');
    down = false;
    expect(await loader.loadMany(['a', 'b'])).toEqual([SAID[0], SAID[1]]);
    expect(asked).toHaveLength(2);
  });

  it('of more than 1,000 keys goes out in several', async () => {
    const { loader, asked } = over((keys) => keys.map((key) => row(key)));
    const many = Array.from({ length: 2_100 }, (_, n) => `k${n}`);
    expect(await loader.loadMany(many)).toEqual(many.map((key) => `this is ${key}`));
    expect(asked.map(({ length }) => length)).toEqual([1_000, 1_000, 100]);
  });

  it('gives a key that two rows answer to to the one for which it counts most', () => {
    const [owner, former] = [row('slug'), row('other', 'slug')];
    for (const rows of [
      [owner, former],
      [former, owner],
    ])
      expect(placeRows(['slug'], rows, { keysOf })).toEqual(new Map([['slug', owner]]));
  });

  it('does not ask for what came on another way, unless it is not shown', async () => {
    const { loader, asked } = over((keys) => keys.map((key) => row(key)));
    loader.remember(row('a'));
    loader.remember({ id: 'b', text: 'secret' });
    expect(loader.load('a')).toEqual(SAID[0]);
    expect(loader.load('b')).toBeInstanceOf(Promise);
    expect(await loader.loadMany(['a', 'c'])).toEqual([SAID[0], SAID[2]]);
    loader.remember({ id: 'c', text: 'something newer' });
    expect(loader.load('c')).toBe(SAID[2]);
    expect(asked).toEqual([['b', 'c']]);
  });

  it('takes keys like __proto__ for keys', async () => {
    const { loader } = over((keys) => keys.filter((key) => key !== 'constructor').map((key) => row(key)));
    expect(await loader.loadMany(['__proto__', 'constructor', 'toString'])).toEqual([
      'this is __proto__',
      null,
      'this is toString',
    ]);
  });
});

describe('a list batch', () => {
  const over = (read: (keys: readonly number[]) => readonly string[]) =>
    createListLoader<number, string>('pages', async (keys) => read(keys), String);

  it('asks for equal things once', async () => {
    const asked: (readonly number[])[] = [];
    const loader = over((keys) => {
      asked.push(keys);
      return keys.map((key) => `page ${key}`);
    });
    expect(await Promise.all([1, 2, 1].map((key) => loader.load(key)))).toEqual([
      'page 1',
      'page 2',
      'page 1',
    ]);
    expect(asked).toEqual([[1, 2]]);
  });

  it.each([
    ['few', 'answered with 1'],
    ['many', 'answered with 3'],
  ])('with an answer too %s is refused in a sentence', async (how, said) => {
    const loader = over(() => (how === 'few' ? ['one'] : ['one', 'two', 'three']));
    const answers = await Promise.allSettled([1, 2].map(async (key) => await loader.load(key)));
    for (const answer of answers)
      expect(answer).toMatchObject({
        status: 'rejected',
        reason: { message: expect.stringMatching(`The batch reader of pages was asked for 2 and ${said}`) },
      });
  });
});

describe('what is in memory', () => {
  const memory = new Map<string, Row | null>([
    ['a', row('a')],
    ['b', null],
    ['s', { id: 's', text: 'a secret' }],
  ]);
  const asked: (readonly string[])[] = [];
  const loader = createBatchLoader<Row, string>({
    collection: 'things',
    read: async (keys) => {
      asked.push(keys);
      return keys.map((key) => row(key));
    },
    peek: (key) => memory.get(key),
    keysOf,
    show: ({ text }) => (text.includes('secret') ? null : text),
  });

  it('comes without a promise, shown as what is read is', () => {
    expect(loader.loadMany(['a', 'b', 's', 'a'])).toEqual([SAID[0], null, null, SAID[0]]);
    expect(asked).toEqual([]);
  });

  it('comes beside what has to be read, of which one batch is made', async () => {
    expect(await loader.loadMany(['c', 'a', 'd'])).toEqual([SAID[2], SAID[0], SAID[3]]);
    expect(asked).toEqual([['c', 'd']]);
    expect(loader.load('c')).toBe(SAID[2]);
  });

  it('of a list likewise', () => {
    const list = createListLoader<string, string>(
      'lists',
      async (keys) => keys,
      String,
      (key) => memory.get(key)?.text,
    );
    expect(list.load('a')).toBe(SAID[0]);
    expect(list.load('c')).toBeInstanceOf(Promise);
  });
});
