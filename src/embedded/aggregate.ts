import type { Document } from 'bson';
import { Aggregator } from 'mingo/aggregator';
import { Context } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import {
  $addFields,
  $bucket,
  $count,
  $facet,
  $group,
  $limit,
  $match,
  $project,
  $replaceRoot,
  $replaceWith,
  $set,
  $skip,
  $sort,
  $sortByCount,
  $unset,
  $unwind,
} from 'mingo/operators/pipeline';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import { type Bytes, decode, encode } from './bson-bytes.ts';
import type { Collection } from './collection.ts';
import { CommandError } from './command-error.ts';
import { count, cutProjection, find } from './find.ts';
import { findByText, readingScores, scored, unscored } from './find-text.ts';
import { lookupOf, pipelineFor } from './lookup.ts';
import { createMatcher } from './matcher.ts';
import type { SortSpec } from './planner.ts';
import { takeText } from './text-query.ts';

const STAGES = {
  $addFields,
  $bucket,
  $count,
  $facet,
  $group,
  $limit,
  $match,
  $project,
  $replaceRoot,
  $replaceWith,
  $set,
  $skip,
  $sort,
  $sortByCount,
  $unset,
  $unwind,
};

/** Stages that read other collections are this server's own, so that what they ask is planned with indexes. */
const READING = ['$lookup', '$unionWith'];

/** The stages that are served; `change-stream.ts` has `$changeStream`. */
export const PIPELINE_STAGES: readonly string[] = [
  ...Object.keys(STAGES),
  ...READING,
  '$changeStream',
].sort();

const { $where: _where, $jsonSchema: _schema, ...queryOperators } = { ...queries };
const { $function: _function, ...expressionOperators } = { ...expressions };
const { $accumulator: _accumulator, ...accumulatorOperators } = { ...accumulators };
const context = Context.init({
  accumulator: accumulatorOperators,
  expression: expressionOperators,
  pipeline: STAGES,
  projection: { ...projections },
  query: queryOperators,
} as Parameters<typeof Context.init>[0]);

/** What a pipeline begins with, as far as an index can serve it. */
export interface Head {
  readonly filter: Document;
  readonly sort: SortSpec | null;
  readonly limit: number;
  readonly rest: readonly Document[];
}

const stageOf = (stage: Document): [name: string, value: unknown] => {
  const [entry, ...others] = Object.entries(stage);
  if (entry === undefined || others.length > 0) {
    throw new CommandError(
      'UnrecognizedStage',
      'A pipeline stage specification object must contain exactly one field.',
    );
  }
  return entry as [string, unknown];
};

/** Parts a pipeline into a find (`$match`, `$sort`, `$limit` at its beginning) and the rest. Refuses stages that are not served. */
export const headOf = (pipeline: readonly Document[]): Head => {
  for (const stage of pipeline) {
    const [name] = stageOf(stage);
    if (!PIPELINE_STAGES.includes(name))
      throw new CommandError('UnrecognizedStage', `Unrecognized pipeline stage name: '${name}'`);
    if (name === '$changeStream')
      throw new CommandError('Location40602', '$changeStream is only valid as the first stage in a pipeline');
  }
  const rest = [...pipeline];
  const take = <T>(name: string, otherwise: T): T => {
    const first = rest[0];
    if (first === undefined || !(name in first)) return otherwise;
    rest.shift();
    return first[name] as T;
  };
  const filter = take<Document>('$match', {});
  const sort = take<SortSpec | null>('$sort', null);
  return { filter, sort, limit: take<number>('$limit', 0), rest };
};

/** Runs a pipeline over a collection; `other` finds the collections that it names. */
export const aggregate = (
  collection: Collection,
  pipeline: readonly Document[],
  other: (name: string) => Collection,
  hint: unknown = null,
): Bytes[] => {
  const { filter, sort, limit, rest } = headOf(pipeline);
  const asked = takeText(filter);
  createMatcher(asked.rest);
  if (asked.text !== null) {
    const found = [...findByText(collection, asked.text, asked.rest)];
    const stages = readingScores(pipeline.slice(1));
    const rows = found.map((match) => scored(match, pipeline[1]?.$project as Document | undefined));
    return runStages(rows, stages, other).map(unscored);
  }
  const [first, ...following] = rest;
  if (first?.$count !== undefined && sort === null && limit === 0) {
    const found = count(collection, filter, hint);
    const rows = found === 0 ? [] : [{ [String(first.$count)]: found }];
    return runStages(rows.map(encode), following, other);
  }
  return runStages([...find(collection, { filter, sort, skip: 0, limit, hint })], rest, other);
};

const runStages = (
  rows: readonly Bytes[],
  stages: readonly Document[],
  other: (name: string) => Collection,
): Bytes[] => {
  const [first, ...rest] = stages;
  if (first === undefined) return [...rows];
  if (first.$unionWith !== undefined) {
    const { coll, pipeline = [] } =
      typeof first.$unionWith === 'string'
        ? { coll: first.$unionWith }
        : (first.$unionWith as { coll: string; pipeline?: Document[] });
    return runStages([...rows, ...aggregate(other(coll), pipeline, other)], rest, other);
  }
  if (first.$lookup !== undefined) {
    const lookup = lookupOf(first.$lookup);
    const joined = rows.map((row) => {
      const document = decode(row);
      const found = aggregate(other(lookup.from), pipelineFor(lookup, document), other);
      return encode({ ...document, [lookup.as]: found.map(decode) });
    });
    return runStages(joined, rest, other);
  }
  const cut = first.$project === undefined ? null : cutProjection(first.$project as Document);
  if (cut !== null) return runStages(rows.map(cut), rest, other);
  const upTo = stages.findIndex((stage) => READING.some((name) => name in stage));
  const together = upTo === -1 ? stages : stages.slice(0, upTo);
  return runStages(runTogether(rows, together), upTo === -1 ? [] : stages.slice(upTo), other);
};

/** Stages over documents that are nobody else's: they may do with them what they like. */
export const pipelineOf = (stages: readonly Document[]): ((documents: Document[]) => Document[]) => {
  const aggregator = new Aggregator([...stages], { context });
  return (documents) => {
    try {
      return aggregator.run(documents) as Document[];
    } catch (error) {
      if (error instanceof CommandError) throw error;
      throw new CommandError('BadValue', error instanceof Error ? error.message : 'the pipeline failed');
    }
  };
};

const runTogether = (rows: readonly Bytes[], stages: readonly Document[]): Bytes[] =>
  pipelineOf(stages)(rows.map(decode)).map(encode);
