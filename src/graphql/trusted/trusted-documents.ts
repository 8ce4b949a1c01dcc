import { GatewayError } from '../../content/errors.ts';
import { isJsonObject, type JsonObject } from '../../content/json-object.ts';
import { isStaff } from '../../content/viewer.ts';
import { documentHash } from '../document-hash.ts';
import type { GraphQLRequest } from '../graphql-request.ts';
import type { TrustedDocument } from './load-trusted-documents.ts';

export interface TrustedOptions {
  readonly documents: readonly TrustedDocument[];
  /** Whether nothing else is answered. */
  readonly only: boolean;
  /** Whether those who work here may ask for anything all the same. */
  readonly exemptStaff: boolean;
}

type Asking = Pick<GraphQLRequest, 'method' | 'search' | 'body' | 'viewer'>;

/** The id of a document that a request names, as GraphQL over HTTP or as Apollo's clients do. */
const idIn = ({ documentId, extensions }: JsonObject): string | null => {
  if (documentId !== undefined && documentId !== null) {
    if (typeof documentId !== 'string')
      throw new GatewayError('BAD_REQUEST', '`documentId` has to be a string.');
    return documentId;
  }
  const persisted = isJsonObject(extensions) ? extensions['persistedQuery'] : undefined;
  return isJsonObject(persisted) && typeof persisted['sha256Hash'] === 'string'
    ? persisted['sha256Hash']
    : null;
};

/** The fields with the text in the place of its id. */
const withText = ({ documentId: _, extensions, ...fields }: JsonObject, text: string): JsonObject => {
  const { persistedQuery: __, ...more } = isJsonObject(extensions) ? extensions : {};
  return { ...fields, query: text, ...(Object.keys(more).length > 0 && { extensions: more }) };
};

/** Documents that were registered before anybody asks for them, by their ids: a request that names one is as good as one with its text. */
export class TrustedDocuments {
  readonly #byId = new Map<string, string>();
  readonly #texts = new Set<string>();
  readonly #only: boolean;
  readonly #exemptStaff: boolean;

  constructor({ documents, only, exemptStaff }: TrustedOptions) {
    this.#only = only;
    this.#exemptStaff = exemptStaff;
    for (const { text } of documents) {
      this.#texts.add(text);
      this.#byId.set(documentHash(text), text);
    }
    for (const { id, text } of documents) this.#byId.set(id, text);
  }

  /**
   * The request with the text of the document that it names. Throws DOCUMENT_ID_UNKNOWN for an id that nobody registered, and DOCUMENT_NOT_TRUSTED for anything that isn't
   * registered where nothing else is answered.
   */
  resolve<R extends Asking>(request: R): R {
    const strict = this.#only && !(this.#exemptStaff && isStaff(request.viewer));
    if (request.method === 'GET') return this.#ofSearch(request, strict);
    const { body } = request;
    if (Array.isArray(body)) return { ...request, body: body.map((one) => this.#ofFields(one, strict)) };
    const fields = this.#ofFields(body, strict);
    return fields === body ? request : { ...request, body: fields };
  }

  #ofSearch<R extends Asking>(request: R, strict: boolean): R {
    const given = new URLSearchParams(request.search);
    // What stands there twice is for Apollo Server to refuse.
    if (new Set(given.keys()).size < given.size) return this.#refuseIf(strict, request);
    const fields: JsonObject = Object.fromEntries(given);
    const extensions = parsed(given.get('extensions'));
    const asked = { ...fields, ...(extensions !== undefined && { extensions }) };
    const found = this.#ofFields(asked, strict);
    if (found === asked) return request;
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(found as JsonObject))
      search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    return { ...request, search: `?${search}` };
  }

  #ofFields(fields: unknown, strict: boolean): unknown {
    if (!isJsonObject(fields)) return this.#refuseIf(strict, fields);
    const id = idIn(fields);
    const { query, documentId } = fields;
    const hasText = typeof query === 'string' && query !== '';
    const text = id === null ? undefined : this.#textOf(id);
    if (text !== undefined) {
      if (hasText && query !== text)
        throw new GatewayError('BAD_REQUEST', 'The text is not that of the document named.');
      return withText(fields, text);
    }
    if (documentId !== undefined && documentId !== null) throw new GatewayError('DOCUMENT_ID_UNKNOWN');
    return this.#refuseIf(strict && !(hasText && this.#texts.has(query)), fields);
  }

  #refuseIf<T>(refused: boolean, otherwise: T): T {
    if (refused) throw new GatewayError('DOCUMENT_NOT_TRUSTED');
    return otherwise;
  }

  /** `sha256:HEX` says which kind of id it is; any other is the manifest's. */
  #textOf(id: string): string | undefined {
    return this.#byId.get(id) ?? (id.startsWith('sha256:') ? this.#byId.get(id.slice(7)) : undefined);
  }
}

const parsed = (text: string | null): unknown => {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
