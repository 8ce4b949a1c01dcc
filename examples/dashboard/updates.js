import { ask } from './gateway.js';

const EVERY_MS = 2_000;
/** What was changed last, and nothing else: a few hundred bytes. */
const LATEST =
  '{ articles(first: 30, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { id version status } } }';

/** Tells `changed` when somebody wrote something, and `fresh` of each look. A look that fails is followed by another. */
export const watch = (changed, fresh) => {
  let known = null;
  const look = async () => {
    try {
      const latest = JSON.stringify(await ask(LATEST));
      if (known !== null && latest !== known) await changed();
      known = latest;
      fresh(true);
    } catch {
      fresh(false);
    }
    setTimeout(look, EVERY_MS);
  };
  look();
};
