import { Kind, valueFromAST } from 'graphql';
import type { GatewayError } from '../content/errors.ts';
import { checkArgument, checkSize } from './argument-rules.ts';
import { hold } from './collect-fields.ts';
import type { Step } from './cost-plan.ts';

type Variables = Readonly<Record<string, unknown>>;

/** The arguments that say how long a page is. */
const PAGE_SIZES = ['first', 'last'] as const;

/** What an operation costs with one request's variables, and what is wrong with its arguments. */
export interface Evaluation {
  readonly cost: number;
  readonly problems: readonly GatewayError[];
}

/** An argument as the resolver will get it; `undefined` where none is given. */
const argumentOf = (step: Step, name: string, variables: Variables): unknown => {
  const definition = step.field.args.find((argument) => argument.name === name);
  const value = step.node.arguments?.find((argument) => argument.name.value === name)?.value;
  if (definition === undefined || value === undefined) return definition?.defaultValue;
  if (value.kind === Kind.VARIABLE) return variables[value.name.value] ?? definition.defaultValue;
  return valueFromAST(value, definition.type, variables);
};

class Evaluator {
  readonly problems: GatewayError[] = [];
  readonly #variables: Variables;

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  /** @param rows how many rows the connection above has. */
  total(steps: readonly Step[], rows: number): number {
    let total = 0;
    for (const step of steps) {
      if (!step.when.some((conditions) => hold(conditions, this.#variables))) continue;
      total += this.#cost(step, rows);
    }
    return total;
  }

  #cost(step: Step, rowsAbove: number): number {
    const size = this.#size(step, rowsAbove);
    const rows = step.size.kind === 'PAGE' ? size : 1;
    const below = step.branches.reduce((dearest, steps) => Math.max(dearest, this.total(steps, rows)), 0);
    return (step.size.kind === 'PAGE' ? 1 : size) * (step.weight + below);
  }

  #size(step: Step, rowsAbove: number): number {
    const read = (name: string) => argumentOf(step, name, this.#variables);
    for (const { name } of step.node.arguments ?? []) {
      const problem = checkArgument(step, name.value, () => read(name.value));
      if (problem !== null) this.problems.push(problem);
    }
    switch (step.size.kind) {
      case 'FIXED':
        return step.size.count;
      case 'ROWS':
        return rowsAbove;
      case 'ARGUMENT': {
        const list = read(step.size.name);
        return Array.isArray(list) ? list.length : 1;
      }
      default: {
        const { bounds } = step.size;
        const asked: number[] = [];
        let problem: GatewayError | null = null;
        for (const name of PAGE_SIZES) {
          const value = read(name);
          if (typeof value !== 'number') continue;
          asked.push(value);
          problem ??= checkSize(step, bounds, name, value);
        }
        if (problem !== null) this.problems.push(problem);
        return problem !== null || asked.length === 0 ? bounds.default : Math.max(...asked);
      }
    }
  }
}

/** Applies one request's coerced variables to a plan. A few microseconds: it is done for every request. */
export const evaluateCost = (plan: readonly Step[], variables: Variables): Evaluation => {
  const evaluator = new Evaluator(variables);
  const cost = Math.ceil(evaluator.total(plan, 1));
  return { cost, problems: evaluator.problems };
};
