import { GatewayError } from '../src/content/errors.ts';

/** Of the keys that a field takes, the one that was given. Throws BAD_USER_INPUT for none or several. */
export const exactlyOne = <K extends string>(
  args: Readonly<Partial<Record<K, string | null>>>,
  names: readonly K[],
): { readonly name: K; readonly value: string } => {
  const given = names.flatMap((name) => {
    const value = args[name];
    return value == null ? [] : [{ name, value }];
  });
  const [only] = given;
  if (given.length === 1 && only !== undefined) return only;
  const said = names.map((name) => `\`${name}\``).join(', ');
  throw new GatewayError('BAD_USER_INPUT', `Give exactly one of ${said}; ${given.length} were given.`);
};
