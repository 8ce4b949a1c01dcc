import { createRequire } from 'node:module';

/** As `package.json` says it, which stands at another distance from the sources than from what is built of them. */
export const VERSION: string = createRequire(import.meta.url)('#package.json').version;
