import { element } from './element.js';
import { ask } from './gateway.js';

const CHOICES = `{
  tags(first: 100) { nodes { slug name } }
  correspondents(first: 100) { nodes { slug name } }
}`;
const STATUSES = ['DRAFT', 'SUBMITTED', 'SCHEDULED', 'PUBLISHED', 'RETRACTED'];

const option = (value, words) => element('option', { value }, words);

const WORKLISTS = {
  POST_GONE: 'a post is gone',
  MERGED_TAG: 'a tag became another',
  BROKEN_LINK: 'a link is broken',
  IMAGE_WITHOUT_ALT: 'a picture without words',
  IMAGE_WITHOUT_CREDIT: 'a picture without credit',
  WITHOUT_TAGS: 'no tags',
  GATED_WITHOUT_PREVIEW: 'gated without a preview',
};

/** Fills the selects. */
export const fillFilter = async (form) => {
  const { tags, correspondents } = await ask(CHOICES);
  const fill = (name, options) =>
    form.elements.namedItem(name).replaceChildren(option('', 'all'), ...options);
  fill(
    'tag',
    tags.nodes.map(({ slug, name }) => option(slug, name)),
  );
  fill(
    'correspondent',
    correspondents.nodes.map(({ slug, name }) => option(slug, name)),
  );
  fill(
    'status',
    STATUSES.map((status) => option(status, status.toLowerCase())),
  );
  fill(
    'worklist',
    Object.entries(WORKLISTS).map(([kind, words]) => option(kind, words)),
  );
};

/** What was chosen, as the gateway takes it. */
export const chosenIn = (form) => {
  const { worklist, ...filter } = Object.fromEntries(
    [...new FormData(form)].filter(([, value]) => value !== ''),
  );
  return { filter, kind: worklist ?? null };
};
