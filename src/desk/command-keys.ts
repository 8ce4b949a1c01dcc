const HEADER = 'idempotency-key';

/**
 * Keys for the commands of one request that names one in its `Idempotency-Key` header: the first command has it as it is, each further one with its number, so that the same request
 * again gives each the same. Quotes around it, as the header's draft has them, aren't part of it.
 */
export const commandKeys = (headers: Iterable<readonly [string, string]>): (() => string | null) => {
  let many = 0;
  return () => {
    const given = [...headers].find(([name]) => name === HEADER)?.[1];
    if (given === undefined) return null;
    const key = given.replace(/^"(.*)"$/, '$1');
    many += 1;
    return many === 1 ? key : `${key} #${many}`;
  };
};
