import { hash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  printSchema,
} from 'graphql';
import type { Viewer } from '../content/viewer.ts';
import { isStaff } from '../content/viewer.ts';
import { type PolicyPlan, planPolicy, policyOf } from './cache-policy.ts';
import { canonicalOperation, canonicalValue } from './canonical-operation.ts';
import { documentHash } from './document-hash.ts';
import type { DocumentStore } from './document-store.ts';
import { evaluateCost } from './evaluate-cost.ts';
import type { DocumentExaminer } from './examine-document.ts';
import type { Judged } from './graphql-request.ts';
import type { Limits } from './limits.ts';
import { Note } from './note.ts';
import type { QueryStore } from './query-store.ts';
import { requestParams } from './request-params.ts';
import { coerceVariables } from './variables.ts';

/** A request whose answer may be kept for others. */
export interface KeyedRequest {
  /** The same for the same operation, values and tier; different for anything that could make an answer differ. */
  readonly key: string;
  /** Seconds, at least 1. */
  readonly maxAge: number;
  /** Whether the answer shows what lists don't. */
  readonly details: boolean;
}

export interface JudgedRequest extends KeyedRequest {
  /** Holds the request's variables: not to be kept longer than the request. */
  readonly judged: Judged;
}

interface KeyedOperation {
  readonly operation: OperationDefinitionNode;
  readonly digest: string;
  readonly variables: readonly string[];
  readonly policy: PolicyPlan;
}

interface AnswerKeysOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly introspection: boolean;
  readonly documents: DocumentStore;
  readonly queries: QueryStore;
  readonly examiner: DocumentExaminer;
  /** What else answers depend on: release, newsroom's locale. */
  readonly salt: string;
}

const digestOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22);

/** Finds the key under which a request's answer is kept. */
export class AnswerKeys {
  readonly #options: AnswerKeysOptions;
  readonly #salt: string;
  readonly #operations = new Note<DocumentNode, Map<string | null, KeyedOperation | null>>();

  constructor(options: AnswerKeysOptions) {
    this.#options = options;
    this.#salt = digestOf(printSchema(options.schema) + options.salt);
  }

  /** `null` for what isn't to be kept, and for whatever is wrong with a request: nobody is refused here. */
  keyOf(request: {
    readonly method: string;
    readonly search: string;
    readonly body: unknown;
    readonly viewer: Viewer;
  }): JudgedRequest | null {
    if (isStaff(request.viewer)) return null;
    const params = requestParams(request);
    if (params === null) return null;
    const document = this.#document(params.query, params.hash);
    const known = document === null ? null : this.#operation(document, params.operationName);
    if (document === null || known === null) return null;
    const { schema, introspection, examiner, limits } = this.#options;
    const { values } = coerceVariables(schema, known.operation, params.variables, introspection);
    if (values === undefined) return null;
    const { cost, problems } = evaluateCost(examiner.planOf(document, known.operation), values);
    if (problems.length > 0 || cost > limits.cost) return null;
    const { maxAge, isPrivate, details } = policyOf(known.policy, values);
    if (maxAge <= 0 || isPrivate) return null;
    const given = known.variables.map((name) => canonicalValue(values[name])).join(',');
    const suffix = given === '' ? '' : `:${digestOf(given)}`;
    const key = `answer:${request.viewer.tier[0]}:${known.digest}${suffix}`;
    return { key, maxAge, details, judged: { operation: known.operation, values } };
  }

  /** The document of a text, or of a hash that is known; parsed and judged if it is new. */
  #document(text: string | null, hash: string | null): DocumentNode | null {
    const { documents, queries, limits, examiner } = this.#options;
    const query = text ?? (hash === null ? undefined : queries.known(hash));
    if (query === undefined) return null;
    const key = text === null && hash !== null ? hash : documentHash(query);
    // A text that comes with a hash is to be registered, or refused.
    if (text !== null && hash !== null && (hash !== key || queries.known(hash) === undefined)) return null;
    const known = documents.known(key);
    if (known !== undefined) return known;
    try {
      const document = parse(query, { maxTokens: limits.tokens });
      examiner.admit(document);
      documents.enter(key, document);
      return document;
    } catch {
      return null;
    }
  }

  #operation(document: DocumentNode, name: string | null): KeyedOperation | null {
    let byName = this.#operations.get(document);
    if (byName === undefined) {
      byName = new Map();
      this.#operations.set(document, byName);
    }
    let known = byName.get(name);
    if (known === undefined) {
      known = this.#keyed(document, getOperationAST(document, name));
      // Names that aren't in the document are as many as a client likes.
      if (known !== null || byName.size < 20) byName.set(name, known);
    }
    return known;
  }

  #keyed(
    document: DocumentNode,
    operation: OperationDefinitionNode | null | undefined,
  ): KeyedOperation | null {
    if (operation == null) return null;
    try {
      const { schema } = this.#options;
      const policy = planPolicy(schema, document, operation);
      if (policy.always.maxAge === 0 || policy.always.isPrivate) return null;
      const { text, variables } = canonicalOperation(schema, document, operation);
      return { operation, digest: digestOf(this.#salt + text), variables, policy };
    } catch {
      return null;
    }
  }
}
