import { isDeepStrictEqual } from 'node:util';
import type { Db, Document } from 'mongodb';
import { DERIVED_NAMES } from '../../src/store/stored-article.ts';
import type { Acknowledged } from './command-stream.ts';

/** A story as the desk writes it, without what its document has beside it. */
const rest = ({ desk: _, ...story }: Document): Document => {
  for (const name of DERIVED_NAMES) delete story[name];
  return story;
};

/**
 * What is not whole of what commands have left in a database, in words: every acknowledged command must be there, every stored version with its revision and its event, and
 * nothing that is only half done. `since` leaves alone what was there before.
 */
export const faultsIn = async (db: Db, acknowledged: readonly Acknowledged[]): Promise<string[]> => {
  const faults: string[] = [];
  const stories = await db
    .collection<Document & { _id: string }>('articles')
    .find({ slug: { $regex: '^r\\d' } })
    .toArray();
  const revisions = await db.collection('revisions').find().toArray();
  const events = await db.collection<Document & { _id: string }>('events').find().sort({ _id: 1 }).toArray();
  const byVersion = new Map(
    revisions.map((revision) => [`${revision.articleId}@${revision.version}`, revision]),
  );
  const told = new Set(events.map(({ key }) => key));

  for (const [place, { _id }] of events.entries())
    if (Number(_id) !== place + 1) faults.push(`the log has ${_id} at place ${place + 1}`);
  if (told.size !== events.length) faults.push('the log has an event twice');

  for (const story of stories) {
    const name = `${story._id} (${story.headline})`;
    if (story.desk?.pending !== undefined) faults.push(`${name} has something pending`);
    const top = byVersion.get(`${story._id}@${story.version}`);
    if (!isDeepStrictEqual(top?.article, rest(story))) faults.push(`${name} is not as its last revision`);
    for (let version = 1; version <= story.version; version += 1) {
      if (!byVersion.has(`${story._id}@${version}`)) faults.push(`${name} has no revision ${version}`);
      if (!told.has(`${story._id}@${version}`)) faults.push(`${name} has no event of version ${version}`);
    }
  }
  const known = new Map(stories.map((story) => [story._id, story.version as number]));
  for (const { articleId, version } of revisions)
    if (known.has(articleId) && version > (known.get(articleId) ?? 0))
      faults.push(`${articleId} has a revision ${version} that it never was`);
  for (const { subjectId, version } of events)
    if (known.has(subjectId) && version > (known.get(subjectId) ?? 0))
      faults.push(`${subjectId} has an event of version ${version} that it never was`);

  for (const { command, id, version, headline } of acknowledged) {
    if (headline === null) continue;
    const revision = byVersion.get(`${id}@${version}`);
    if (revision?.article.headline !== headline)
      faults.push(`${command} of ${id} at ${version} was acknowledged, and is lost`);
  }
  return [...faults, ...(await faultsInTags(db, acknowledged))];
};

const faultsInTags = async (db: Db, acknowledged: readonly Acknowledged[]): Promise<string[]> => {
  const faults: string[] = [];
  const tags = await db
    .collection<Document & { _id: string }>('tags')
    .find({ slug: { $regex: '^r\\d' } })
    .toArray();
  const byId = new Map(tags.map((tag) => [tag._id, tag]));
  for (const tag of tags) {
    if (tag.desk?.pending !== undefined) faults.push(`the tag ${tag.slug} has something pending`);
    const parent = byId.get(tag.parentId);
    const above = parent === undefined ? [] : [...parent.ancestorIds, parent._id];
    if (tag.ancestorIds.join() !== above.join())
      faults.push(`the tag ${tag.slug} is not where its parent is`);
    const into = byId.get(tag.mergedInto);
    if (into !== undefined && !(into.mergedFromIds.includes(tag._id) && into.mergedSlugs.includes(tag.slug)))
      faults.push(`the tag ${tag.slug} was merged by half`);
    for (const child of tags)
      if (tag.mergedInto !== null && child.parentId === tag._id)
        faults.push(`${child.slug} stands below a merged tag`);
    for (const from of tag.mergedFromIds)
      if (byId.get(from)?.mergedInto !== tag._id)
        faults.push(`the tag ${tag.slug} took in what was not merged`);
  }
  for (const { command, id, into } of acknowledged) {
    if (command === 'createTag' && !byId.has(id)) faults.push(`the tag ${id} was acknowledged, and is lost`);
    if (command === 'mergeTags' && byId.get(id)?.mergedInto !== into) faults.push(`a merge of ${id} is lost`);
  }
  return faults;
};
