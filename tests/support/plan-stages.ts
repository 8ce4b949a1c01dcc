import type { Db, Document } from 'mongodb';
import type { SentCommand } from './test-store.ts';

export interface PlanSummary {
  /** MongoDB's names of the stages of the plans that won, e.g. IXSCAN, SORT. */
  readonly stages: ReadonlySet<string>;
  /** The indexes that they walk, as `collection.name`. */
  readonly indexes: ReadonlySet<string>;
}

const READS = ['find', 'aggregate', 'count', 'distinct'] as const;
const OPTIONS = [
  'filter',
  'query',
  'pipeline',
  'sort',
  'limit',
  'skip',
  'projection',
  'hint',
  'key',
  'cursor',
];

/** The command as `explain` takes it; a write as the look-up by which it finds what it writes. None for what looks nothing up. */
const explainable = ({ name, command }: SentCommand): Document[] => {
  if (name === 'update')
    return (command.updates as Document[]).slice(0, 1).map(({ q }) => ({ find: command.update, filter: q }));
  if (name === 'delete')
    return (command.deletes as Document[])
      .slice(0, 1)
      .map(({ q, hint }) => ({ find: command.delete, filter: q, ...(hint === undefined ? {} : { hint }) }));
  if (!(READS as readonly string[]).includes(name)) return [];
  // A collection's size is kept by MongoDB, whatever it calls the plan for it.
  if (name === 'count' && command.query === undefined) return [];
  return [
    Object.fromEntries(Object.entries(command).filter(([key]) => key === name || OPTIONS.includes(key))),
  ];
};

/** Asks the engine how it answers a command that was sent. `null` for one that looks nothing up. */
export const explainCommand = async (db: Db, sent: SentCommand): Promise<PlanSummary | null> => {
  const commands = explainable(sent);
  if (commands.length === 0) return null;
  const stages = new Set<string>();
  const indexes = new Set<string>();
  const walk = (value: unknown, collection: string, won: boolean): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, collection, won);
    else if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
      const part = value as Document;
      if (won && typeof part.stage === 'string') stages.add(part.stage);
      if (won && typeof part.indexName === 'string') indexes.add(`${collection}.${part.indexName}`);
      // A stage of a pipeline that sorts what the plan gave it is a sort all the same.
      if (part.$sort !== undefined) stages.add('SORT');
      for (const [key, inner] of Object.entries(part)) {
        if (key === 'rejectedPlans' || key === 'executionStats' || key === 'command') continue;
        walk(inner, collection, won || key === 'winningPlan');
      }
    }
  };
  for (const command of commands)
    walk(
      await db.command({ explain: command, verbosity: 'queryPlanner' }),
      String(Object.values(command)[0]),
      false,
    );
  return { stages, indexes };
};
