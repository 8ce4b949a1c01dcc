import type { ArgDef, ArgsDef, CommandDef } from 'citty';

const spellingsOf = ([name, { alias }]: readonly [
  string,
  ArgDef & { alias?: string | string[] },
]): string[] => [
  name,
  name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
  ...(alias === undefined ? [] : [alias].flat()),
];

const asTyped = (name: string): string => (name.length === 1 ? `-${name}` : `--${name}`);

/** What is wrong with what was typed, as far as the library takes it in silence; `null` for nothing. */
const complaint = (
  declared: ArgsDef,
  given: Readonly<Record<string, unknown>> & { readonly _: readonly string[] },
  rawArgs: readonly string[],
): string | null => {
  const known = new Set(Object.entries(declared).flatMap(spellingsOf));
  const unknown = Object.keys(given).find((name) => name !== '_' && !known.has(name));
  if (unknown !== undefined) return `There is no option ${asTyped(unknown)}.`;
  const last = /^--(.+)$/.exec(rawArgs.at(-1) ?? '')?.[1] ?? '';
  const { type } = declared[last] ?? {};
  if (type === 'string' || type === 'enum') return `--${last} wants a value.`;
  const takesWords = Object.values(declared).some(({ type }) => type === 'positional');
  return takesWords || given._.length === 0 ? null : `It takes no "${given._[0]}".`;
};

/**
 * The command, refusing what it has no use for: a mistyped `--dry-run` that is taken in silence stores what it should only have shown.
 */
export const strict = <T extends ArgsDef>(name: string, command: CommandDef<T>): CommandDef<T> => ({
  ...command,
  setup: ({ args, rawArgs }) => {
    const wrong = complaint((command.args ?? {}) as ArgsDef, args, rawArgs);
    if (wrong === null) return;
    process.stderr.write(`${wrong} See dateline ${name} --help.\n`);
    process.exit(1);
  },
});
