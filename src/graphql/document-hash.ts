import { hash } from 'node:crypto';

/** The SHA-256 under which a document is known, in hexadecimal: an id that every document has. */
export const documentHash = (text: string): string => hash('sha256', text, 'hex');
