import { GraphQLError } from 'graphql';
import type { GatewayError } from '../content/errors.ts';

/** A request that is refused before execution, with everything that is wrong with it. Each error has a code of the table. */
export class Refusal extends Error {
  readonly errors: readonly GraphQLError[];
  /** Whether it is an honest mistake in the document or its variables, which `application/json` answers with 200. */
  readonly mistake: boolean;

  constructor(errors: readonly GraphQLError[], mistake = true) {
    super(errors[0]?.message ?? 'Refused.');
    this.name = 'Refusal';
    this.errors = errors;
    this.mistake = mistake;
  }

  /** A refusal of our own making: it always carries its HTTP status. */
  static for(...errors: readonly GatewayError[]): Refusal {
    return new Refusal(
      errors.map((error) => new GraphQLError(error.message, { originalError: error })),
      false,
    );
  }
}
