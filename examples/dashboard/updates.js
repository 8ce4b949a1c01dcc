import { ask } from './gateway.js';

const EVERY_MS = 2_000;
/** What was changed last, and nothing else: a few hundred bytes. */
const LATEST = `{ desk {
  articles(first: 30, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { id version status } }
} }`;

/** Tells `changed` when somebody wrote something, and `fresh` of each look. A look that fails is followed by another. `wanted` says whether to look at all. */
export const watch = (wanted, changed, fresh) => {
  let known = null;
  const look = async () => {
    try {
      const latest = wanted() ? JSON.stringify(await ask(LATEST)) : null;
      // The first look, too: something may have been written since the page showed its lists.
      if (latest !== null && latest !== known) await changed();
      known = latest;
      fresh(true);
    } catch {
      fresh(false);
    }
    setTimeout(look, EVERY_MS);
  };
  look();
};
