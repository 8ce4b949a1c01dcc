import type { ResponsePath } from 'graphql';
import type { FieldPlan } from './field-plan.ts';
import type { Run } from './run.ts';
import { isPending, joined, type Pending, type Text } from './text.ts';

/** The fields of one object type in one place of an operation, in the order of the answer. */
export class SelectionPlan {
  readonly #fields: readonly FieldPlan[];
  /** `{"headline":`, `,"slug":`: what stands before each field's value. */
  readonly #keys: readonly string[];

  constructor(fields: readonly FieldPlan[]) {
    this.#fields = fields;
    this.#keys = fields.map(({ responseName }, at) => `${at === 0 ? '{' : ','}"${responseName}":`);
  }

  /** The JSON of an object, as soon as all its fields have theirs. */
  execute(run: Run, source: unknown, path: ResponsePath | undefined): Pending<string> {
    const fields = this.#fields;
    const keys = this.#keys;
    if (fields.length === 0) return '{}';
    let text = '';
    for (let at = 0; at < fields.length; at += 1) {
      const value = (fields[at] as FieldPlan).execute(run, source, path);
      if (typeof value === 'string') text += (keys[at] as string) + value;
      else if (isPending(value))
        return this.#wait(run, source, path, [text + (keys[at] as string), value], at + 1);
      else text += (keys[at] as string) + joined(value);
    }
    return `${text}}`;
  }

  /** Goes on from a field that has to be waited for: the others are begun all the same. */
  #wait(
    run: Run,
    source: unknown,
    path: ResponsePath | undefined,
    parts: Pending<Text>[],
    from: number,
  ): PromiseLike<string> {
    const all = () => Promise.all(parts).then((texts) => `${texts.map(joined).join('')}}`);
    try {
      for (const [at, field] of this.#fields.entries()) {
        if (at >= from) parts.push(this.#keys[at] as string, field.execute(run, source, path));
      }
    } catch (error) {
      // The others are heard out, for they may fail too.
      return all().finally(() => {
        throw error;
      });
    }
    return all();
  }
}
