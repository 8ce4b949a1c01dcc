/**
 * Parameters that networks, mailers and measuring services put behind an address to know where a reader came from: none of them chooses what a page shows. Google, Meta, Microsoft, X, TikTok,
 * LinkedIn, Yandex, Mailchimp, HubSpot, Marketo, Matomo, Webtrends, Piano and Comscore, by their own names.
 */
const TRACKING =
  /^(?:utm_\w+|fbclid|[dg]clid|gclsrc|[gw]braid|gad_\w+|srsltid|_g[al]|msclkid|twclid|ttclid|li_fat_id|igshid|igsh|yclid|mc_[ce]id|_hs(?:enc|mi)|mkt_tok|(?:mtm|pk|piwik|matomo)_\w+|wt[._]mc(?:[._]\w+)?|at_(?:medium|campaign|custom\d|link_\w+|format|ptr_name|bbc_team)|ns_(?:mchannel|source|campaign|linkname|fee)|xtor)$/i;

/** An address without what only says where its reader came from. The rest of it stays as it was written. */
export const withoutTracking = (address: string): string => {
  const mark = address.indexOf('?');
  if (mark === -1) return address;
  const pairs = address.slice(mark + 1).split('&');
  const kept = pairs.filter((pair) => !TRACKING.test(pair.split('=', 1)[0] ?? ''));
  if (kept.length === pairs.length) return address;
  return kept.length === 0 ? address.slice(0, mark) : `${address.slice(0, mark)}?${kept.join('&')}`;
};

const otherSlash = (address: string): string => {
  const [, path = '', search = ''] = /^([^?]*)(.*)$/s.exec(address) ?? [];
  if (/^https?:\/\/[^/]*\/?$/.test(path)) return address;
  return `${path.endsWith('/') ? path.slice(0, -1) : `${path}/`}${search}`;
};

/** A port that is written out is one protocol's. */
const otherProtocol = (address: string): string =>
  /^https?:\/\/[^/?]*:\d+(?:[/?]|$)/.test(address)
    ? address
    : address.startsWith('https:')
      ? `http:${address.slice('https:'.length)}`
      : `https:${address.slice('http:'.length)}`;

/** Other addresses that lead to the same page nearly everywhere, the likeliest first: without tracking, with or without the last slash, by the other protocol. For an address as `new URL` writes it. */
export const alikeAddresses = (address: string): readonly string[] => {
  const plain = withoutTracking(address);
  const slashed = otherSlash(plain);
  const all = new Set([plain, slashed, otherProtocol(plain), otherProtocol(slashed)]);
  all.delete(address);
  return [...all];
};
