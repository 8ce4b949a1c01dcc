import type { Loaders } from './loaders.ts';

/** Loaders that can forget what they have read: a request that writes reads its own writes. */
export const renewableLoaders = (make: () => Loaders): { readonly loaders: Loaders; renew(): void } => {
  let current = make();
  const rooms = Object.keys(current) as (keyof Loaders)[];
  const views = rooms.map((room) => [room, { enumerable: true, get: () => current[room] }]);
  return {
    loaders: Object.defineProperties({}, Object.fromEntries(views)) as Loaders,
    renew: () => {
      current = make();
    },
  };
};
