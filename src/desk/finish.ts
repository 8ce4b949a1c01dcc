import type { EventDraft } from '../content/newsroom-event.ts';
import type { TagRecord } from '../content/records.ts';
import { correspondentTag, tagTag } from '../content/surrogate-tags.ts';
import type { Store } from '../store/store.ts';

/** Deeper trees are a fault in the data, and stop being followed. */
const MAX_DEPTH = 16;

/**
 * What else an event asks for, beyond the document that says it: the tags below a tag that moved, the one that another was merged into. Each step does nothing where it
 * was done before, so it may be done again after a crash.
 */
export const finish = async (event: EventDraft, store: Store): Promise<void> => {
  switch (event.kind) {
    case 'TAG_MOVED':
    case 'TAG_CHANGED':
      return await rebase([event.subjectId], store);
    case 'TAG_MERGED':
      return await absorbTag(event, store);
    case 'CORRESPONDENT_MERGED':
      return await absorbCorrespondent(event, store);
    default:
  }
};

/** Sets what is above each tag below these, level by level. */
const rebase = async (ids: readonly string[], store: Store): Promise<void> => {
  let parents = new Map((await store.tags.byIds(ids)).map((tag) => [tag._id, tag]));
  for (let depth = 0; parents.size > 0 && depth < MAX_DEPTH; depth += 1) {
    const below = new Map<string, TagRecord>();
    for (const child of await store.tags.childrenOf([...parents.keys()])) {
      const parent = parents.get(child.parentId ?? '');
      if (parent === undefined || parent.ancestorIds.includes(child._id)) continue;
      const ancestorIds = [...parent.ancestorIds, parent._id];
      if (ancestorIds.join() !== child.ancestorIds.join())
        await store.writes.tags.amend(child._id, { set: { ancestorIds } }, [tagTag(child._id)]);
      below.set(child._id, { ...child, ancestorIds });
    }
    parents = below;
  }
};

const absorbTag = async ({ subjectId, otherId }: EventDraft, store: Store): Promise<void> => {
  const [found] = await store.tags.byIds([subjectId]);
  const [into] = await store.tags.byIds([otherId ?? '']);
  if (found === undefined || into === undefined) return;
  await store.writes.tags.amend(
    into._id,
    {
      add: {
        mergedFromIds: [subjectId, ...found.mergedFromIds],
        mergedSlugs: [found.slug, ...found.aliases, ...(found.mergedSlugs ?? [])],
        nameKeys: found.nameKeys,
      },
    },
    [tagTag(into._id)],
  );
  const ancestorIds = [...into.ancestorIds, into._id];
  for (const child of await store.tags.childrenOf([subjectId])) {
    if (ancestorIds.includes(child._id)) continue;
    await store.writes.tags.amend(child._id, { set: { parentId: into._id, ancestorIds } }, [
      tagTag(child._id),
    ]);
  }
  await rebase([into._id], store);
};

const absorbCorrespondent = async ({ subjectId, otherId }: EventDraft, store: Store): Promise<void> => {
  const [found] = await store.correspondents.byIds([subjectId]);
  if (found === undefined || otherId === null) return;
  await store.writes.correspondents.amend(
    otherId,
    {
      add: {
        mergedFromIds: [subjectId, ...found.mergedFromIds],
        mergedSlugs: [found.slug, ...found.slugHistory, ...(found.mergedSlugs ?? [])],
      },
    },
    [correspondentTag(otherId)],
  );
};
