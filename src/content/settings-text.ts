import { parse } from 'yaml';
import type { z } from 'zod';

/** Reads settings from YAML (or JSON) against their schema. What is wrong is thrown as the kind of error given, and names no value: a value may be a secret. */
export const readSettings = <S extends z.ZodType>(
  text: string,
  schema: S,
  Wrong: new (message: string) => Error,
): z.output<S> => {
  let read: unknown;
  try {
    read = parse(text, { maxAliasCount: 20 });
  } catch (error) {
    throw new Wrong(`It is not YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = schema.safeParse(read);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    // Of a name that can't be one, the reasons lie below.
    const why =
      issue.code === 'invalid_key' ? issue.issues.map(({ message }) => message).join(', ') : issue.message;
    return `  ${issue.path.join('.') || '(the file)'}: ${why}`;
  });
  throw new Wrong(`These settings can't be used:\n${lines.join('\n')}`);
};

/** Puts environment variables in the place of `${NAME}`s. */
export const fillIn = (
  text: string,
  variables: Readonly<Record<string, string | undefined>>,
  Wrong: new (message: string) => Error,
): string =>
  text.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = variables[name];
    if (value === undefined) throw new Wrong(`\${${name}} is not set in the environment.`);
    return value;
  });
