import type { Document } from 'bson';
import { headOf } from './aggregate.ts';
import type { Collection } from './collection.ts';
import { planFor } from './find.ts';
import { lookupOf } from './lookup.ts';
import { isSorted, type Plan, type SortSpec } from './planner.ts';
import { takeText } from './text-query.ts';

interface Asked {
  readonly filter: Document;
  readonly sort: SortSpec | null;
  readonly limit: number;
  readonly hint: unknown;
}

/** What a find would do, in the shape of MongoDB's `queryPlanner.winningPlan`. */
export const explainFind = (collection: Collection, asked: Asked): Document => ({
  namespace: collection.namespace,
  winningPlan: winningPlan(collection, asked),
  rejectedPlans: [],
});

const winningPlan = (collection: Collection, { filter, sort, limit, hint }: Asked): Document => {
  if (takeText(filter).text !== null) {
    const { name } = collection.text.filled().spec;
    const found = { stage: 'TEXT_MATCH', indexName: name, inputStage: { stage: 'IXSCAN', indexName: name } };
    const ordered = sort === null ? found : { stage: 'SORT', sortPattern: sort, inputStage: found };
    return limit > 0 ? { stage: 'LIMIT', limitAmount: limit, inputStage: ordered } : ordered;
  }
  const chosen = planFor(collection, { filter, sort, hint });
  const sorted = sort === null || isSorted(chosen);
  let stage: Document = sourceOf(chosen);
  if (!sorted) stage = { stage: 'SORT', sortPattern: sort, inputStage: stage };
  return limit > 0 ? { stage: 'LIMIT', limitAmount: limit, inputStage: stage } : stage;
};

const sourceOf = (chosen: Plan): Document => {
  if (chosen.kind === 'scan') return { stage: 'COLLSCAN', direction: 'forward' };
  if (chosen.kind === 'union')
    return { stage: chosen.sorted ? 'SORT_MERGE' : 'OR', inputStages: chosen.plans.map(sourceOf) };
  const { index, runs, direction, sorted } = chosen;
  const scan = {
    stage: 'IXSCAN',
    keyPattern: index.spec.key,
    indexName: index.spec.name,
    direction: direction === 1 ? 'forward' : 'backward',
  };
  return {
    stage: 'FETCH',
    inputStage: sorted && runs.length > 1 ? { stage: 'SORT_MERGE', inputStages: [scan] } : scan,
  };
};

/** What a pipeline would do: its beginning as a find, the other stages as they are, what they ask of other collections explained in its turn. */
export const explainAggregate = (
  collection: Collection,
  pipeline: readonly Document[],
  other: (name: string) => Collection,
  hint: unknown,
): Document => {
  const { filter, sort, limit, rest } = headOf(pipeline);
  return {
    stages: [
      { $cursor: { queryPlanner: explainFind(collection, { filter, sort, limit, hint }) } },
      ...rest.map((stage) => {
        if (stage.$lookup !== undefined) {
          const lookup = lookupOf(stage.$lookup);
          const chosen = planFor(other(lookup.from), {
            filter: { [lookup.foreignField]: { $eq: null } },
            sort: null,
            hint: null,
          });
          return { ...stage, indexesUsed: chosen.kind === 'index' ? [chosen.index.spec.name] : [] };
        }
        const union = stage.$unionWith as { coll: string; pipeline?: Document[] } | undefined;
        return union === undefined
          ? stage
          : {
              $unionWith: {
                coll: union.coll,
                pipeline: explainAggregate(other(union.coll), union.pipeline ?? [], other, null).stages,
              },
            };
      }),
    ],
  };
};
