import { element } from './element.js';
import { ask } from './gateway.js';

const CHOICES = `{
  tags(first: 100) { nodes { slug name } }
  correspondents(first: 100) { nodes { slug name } }
}`;
const STATUSES = ['DRAFT', 'SUBMITTED', 'SCHEDULED', 'PUBLISHED', 'RETRACTED'];

const option = (value, words) => element('option', { value }, words);

/** Fills the three selects. */
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
};

/** The filter as the gateway takes it. */
export const filterOf = (form) =>
  Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
