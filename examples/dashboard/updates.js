import { gateway, token } from './gateway.js';

const AGAIN_MS = 1_000;
const ACTIVITY = 'subscription Activity { deskActivity { kind nodeId } }';
/** After these there is no point in coming back with the same token. */
const FINAL = ['UNAUTHENTICATED', 'FORBIDDEN'];

/** The blocks of an event stream, each with its id and what it tells. https://html.spec.whatwg.org/multipage/server-sent-events.html */
async function* blocksOf(body) {
  let rest = '';
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const lines = block.split('\n');
      const field = (name) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      yield { id: field('id'), told: field('data') === undefined ? null : JSON.parse(field('data')) };
    }
  }
}

/**
 * Hears of everything that is written, as it is written: tells `changed` of it, and `fresh` whether it hears. A line that breaks is opened again where it was. The browser's own
 * `EventSource` would do that by itself, but can't send a token.
 */
export const createUpdates = (changed, fresh) => {
  let line = new AbortController();
  let lastEventId;

  /** One line from its beginning to its end; says whether to open another. */
  const listen = async (signal) => {
    const response = await fetch(`${gateway}/graphql`, {
      method: 'POST',
      signal,
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${token()}`,
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      },
      body: JSON.stringify({ query: ACTIVITY }),
    });
    if (!response.ok) {
      // The log doesn't reach back as far as this page was away: then it reads everything again.
      if (response.status === 410) lastEventId = undefined;
      return ![401, 403].includes(response.status);
    }
    // Something may have been written since the page showed its lists.
    if (lastEventId === undefined) changed();
    fresh(true);
    for await (const { id, told } of blocksOf(response.body)) {
      lastEventId = id ?? lastEventId;
      if (told?.errors !== undefined)
        return !told.errors.some(({ extensions }) => FINAL.includes(extensions.code));
      if (told !== null) changed();
    }
    return true;
  };

  const follow = async (signal) => {
    for (let again = true; again && !signal.aborted; ) {
      again = await listen(signal).catch(() => true);
      if (signal.aborted) return;
      fresh(false);
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  };

  return {
    /** Begins, or begins again with another token. */
    start() {
      line.abort();
      line = new AbortController();
      lastEventId = undefined;
      follow(line.signal);
    },
  };
};
