const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it must stand in HTML, in an element or a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** A link target if it is http or https, else `null`: nothing else ever gets into an attribute. */
export const webUrl = (url: string | null): string | null => {
  if (url === null) return null;
  try {
    const parsed = new URL(url);
    return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed.href : null;
  } catch {
    return null;
  }
};

/** `<a>` around inner HTML, or the inner HTML alone where there is no safe target. */
export const linkHtml = (url: string | null, inner: string): string => {
  const href = webUrl(url);
  return href === null ? inner : `<a href="${escapeHtml(href)}" rel="noopener">${inner}</a>`;
};
