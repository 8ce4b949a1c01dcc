import { fileURLToPath } from 'node:url';

/** The compiled program of the embedded database's process. */
export const EMBEDDED_ENTRY = fileURLToPath(new URL('../../dist/src/embedded/process.js', import.meta.url));
