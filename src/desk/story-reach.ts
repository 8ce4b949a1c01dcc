import { GatewayError } from '../content/errors.ts';
import type { TagRecord } from '../content/records.ts';
import type { Viewer } from '../content/viewer.ts';
import type { TagStore } from '../store/store.ts';

const names = ({ _id, slug, aliases }: TagRecord): string[] => [_id, slug, ...aliases];

/**
 * Throws FORBIDDEN unless a story in each of these sections is the viewer's to write. A token's `sections` are sections by slug, alias or id; its `desks` are sections
 * with everything below them. A story without a section is nobody's whose token is limited.
 */
export const checkReach = async (
  { scope }: Viewer,
  sectionIds: readonly (string | null)[],
  tags: Pick<TagStore, 'byIds'>,
): Promise<void> => {
  if (scope === undefined) return;
  const forbidden = new GatewayError('FORBIDDEN', "The story isn't one of the token's desks or sections.");
  const wanted = [...new Set(sectionIds)];
  if (wanted.includes(null)) throw forbidden;
  const sections = await tags.byIds(wanted.filter((id) => id !== null));
  const above = await tags.byIds([...new Set(sections.flatMap(({ ancestorIds }) => ancestorIds))]);
  const byId = new Map([...above, ...sections].map((tag) => [tag._id, tag]));
  for (const id of wanted) {
    const section = byId.get(id ?? '');
    if (section === undefined) throw forbidden;
    const chain = [section, ...section.ancestorIds.flatMap((ancestor) => byId.get(ancestor) ?? [])];
    const itself = names(section).some((name) => scope.sections.includes(name));
    if (!itself && !chain.flatMap(names).some((name) => scope.desks.includes(name))) throw forbidden;
  }
};
