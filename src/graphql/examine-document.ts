import { type DocumentNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { GatewayError } from '../content/errors.ts';
import { planCost, type Step } from './cost-plan.ts';
import type { Limits } from './limits.ts';
import { measure } from './measure.ts';
import { Note } from './note.ts';
import { Refusal } from './refusal.ts';
import { validateDocument } from './validation.ts';

/** What is known of a document that may be executed: for each of its operations, what its cost hangs on. */
interface Examined {
  readonly plans: Map<OperationDefinitionNode, readonly Step[]>;
  readonly rootFields: ReadonlyMap<OperationDefinitionNode, number>;
}

/**
 * Judges documents: size first, then the schema's rules, then the plan of their cost. Each document is judged once and the verdict lives as long as the
 * document does, whichever way it comes back: by text, by hash, by GET or POST.
 */
export class DocumentExaminer {
  readonly #schema: GraphQLSchema;
  readonly #limits: Limits;
  readonly #introspection: boolean;
  readonly #verdicts = new Note<DocumentNode, Examined | Refusal>();

  constructor(schema: GraphQLSchema, limits: Limits, introspection: boolean) {
    this.#schema = schema;
    this.#limits = limits;
    this.#introspection = introspection;
  }

  #judge(document: DocumentNode): Examined | Refusal {
    let rootFields: Examined['rootFields'];
    try {
      rootFields = measure(document, this.#limits);
    } catch (error) {
      if (error instanceof GatewayError) return Refusal.for(error);
      if (error instanceof RangeError)
        return Refusal.for(new GatewayError('QUERY_TOO_LARGE', undefined, { cause: error }));
      throw error;
    }
    const errors = validateDocument(this.#schema, document, this.#introspection);
    return errors.length === 0 ? { plans: new Map(), rootFields } : new Refusal(errors);
  }

  /** Throws a `Refusal` with everything that is wrong with the document. */
  admit(document: DocumentNode): void {
    let verdict = this.#verdicts.get(document);
    if (verdict === undefined) {
      verdict = this.#judge(document);
      this.#verdicts.set(document, verdict);
    }
    if (verdict instanceof Refusal) throw verdict;
  }

  /** How many fields an operation of an admitted document has at its top, fragments followed. */
  rootFieldsOf(document: DocumentNode, operation: OperationDefinitionNode): number {
    const verdict = this.#verdicts.get(document);
    return verdict === undefined || verdict instanceof Refusal ? 0 : (verdict.rootFields.get(operation) ?? 0);
  }

  /** The plan of an operation of an admitted document. Throws a `GatewayError` where it can't be worked out in bounded time. */
  planOf(document: DocumentNode, operation: OperationDefinitionNode): readonly Step[] {
    const verdict = this.#verdicts.get(document);
    if (verdict === undefined || verdict instanceof Refusal) {
      throw new GraphQLError('A plan was asked for before the document was admitted.');
    }
    let plan = verdict.plans.get(operation);
    if (plan === undefined) {
      plan = planCost(this.#schema, document, operation);
      verdict.plans.set(operation, plan);
    }
    return plan;
  }
}
