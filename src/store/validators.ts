import type { Document } from 'mongodb';
import { EVENT_KINDS } from '../content/newsroom-event.ts';
import {
  ACCESS_LEVELS,
  ARTICLE_STATUSES,
  AVAILABILITIES,
  CONTRIBUTION_ROLES,
  PLATFORMS,
  TAG_KINDS,
} from '../content/records.ts';

const text = { bsonType: 'string' };
const filled = { bsonType: 'string', minLength: 1 };
const maybeText = { bsonType: ['string', 'null'] };
const moment = { bsonType: 'date' };
const maybeMoment = { bsonType: ['date', 'null'] };
const whole = { bsonType: 'int', minimum: 0 };
const texts = { bsonType: 'array', items: text };
const localized = { bsonType: 'object', additionalProperties: text };
const id = (prefix: string) => ({ bsonType: 'string', pattern: `^${prefix}_[0-9a-z]{16}$` });
const ids = (prefix: string) => ({ bsonType: 'array', items: id(prefix) });
const maybeId = (prefix: string) => ({ bsonType: ['string', 'null'], pattern: `^${prefix}_[0-9a-z]{16}$` });
const day = { bsonType: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' };
const webAddress = { bsonType: 'string', pattern: '^https?://' };

const record = (properties: Record<string, Document>): Document => ({
  $jsonSchema: { bsonType: 'object', required: Object.keys(properties), properties },
});

/**
 * What every record of a collection must look like, whoever writes it: the parts that a query, an index or the access policy rests on. What is inside a
 * block is the business of `src/content/`.
 */
export const VALIDATORS: Readonly<Record<string, Document>> = {
  articles: record({
    _id: id('art'),
    slug: filled,
    slugHistory: texts,
    url: webAddress,
    urlHistory: texts,
    locale: filled,
    localeChain: { bsonType: 'array', minItems: 1, items: filled },
    translationGroup: maybeText,
    status: { enum: [...ARTICLE_STATUSES] },
    access: { enum: [...ACCESS_LEVELS] },
    headline: text,
    byline: { bsonType: 'array' },
    contributions: {
      bsonType: 'array',
      items: {
        bsonType: 'object',
        required: ['role', 'correspondentId'],
        properties: { role: { enum: [...CONTRIBUTION_ROLES] }, correspondentId: id('cor') },
      },
    },
    sectionId: maybeId('tag'),
    tagIds: ids('tag'),
    socialPostIds: ids('pst'),
    publishedAt: maybeMoment,
    updatedAt: moment,
    firstPublishedAt: maybeMoment,
    embargoedUntil: maybeMoment,
    visibleFrom: maybeMoment,
    listedAt: moment,
    createdAt: moment,
    wordCount: whole,
    blockCount: whole,
    previewBlockCount: whole,
    previewPostCount: whole,
    version: { bsonType: 'int', minimum: 1 },
    blocks: {
      bsonType: 'array',
      items: { bsonType: 'object', required: ['id', 'type'], properties: { id: filled, type: filled } },
    },
  }),
  correspondents: record({
    _id: id('cor'),
    slug: filled,
    slugHistory: texts,
    name: filled,
    nameKey: text,
    title: localized,
    bio: localized,
    beatTagIds: ids('tag'),
    mergedInto: maybeId('cor'),
    mergedFromIds: ids('cor'),
    version: { bsonType: 'int', minimum: 1 },
    updatedAt: moment,
  }),
  tags: record({
    _id: id('tag'),
    slug: filled,
    name: localized,
    kind: { enum: [...TAG_KINDS] },
    aliases: texts,
    keys: { bsonType: 'array', minItems: 1, items: filled },
    nameKeys: texts,
    parentId: maybeId('tag'),
    ancestorIds: ids('tag'),
    mergedInto: maybeId('tag'),
    mergedFromIds: ids('tag'),
    retired: { bsonType: 'bool' },
    version: { bsonType: 'int', minimum: 1 },
    updatedAt: moment,
  }),
  socialPosts: record({
    _id: id('pst'),
    platform: { enum: [...PLATFORMS] },
    url: webAddress,
    postId: text,
    text,
    postedAt: maybeMoment,
    retrievedAt: maybeMoment,
    availability: { enum: [...AVAILABILITIES] },
    tracksReader: { bsonType: 'bool' },
    version: { bsonType: 'int', minimum: 1 },
    updatedAt: moment,
  }),
  editions: record({
    _id: id('edt'),
    date: day,
    locale: filled,
    title: maybeText,
    sections: { bsonType: 'array' },
    publishedAt: maybeMoment,
    version: { bsonType: 'int', minimum: 1 },
    updatedAt: moment,
  }),
  revisions: record({
    _id: id('rev'),
    articleId: id('art'),
    version: { bsonType: 'int', minimum: 1 },
    at: moment,
    actor: filled,
  }),
  events: record({
    _id: { bsonType: 'string', pattern: '^[0-9]{16}$' },
    key: filled,
    kind: { enum: [...EVENT_KINDS] },
    at: moment,
    subjectId: filled,
    version: { bsonType: 'int', minimum: 1 },
    otherId: maybeText,
    actor: filled,
    tags: texts,
  }),
  webhooks: record({ _id: filled, position: { bsonType: 'string', pattern: '^[0-9]{16}$' } }),
  deliveries: record({
    _id: filled,
    target: filled,
    eventId: { bsonType: 'string', pattern: '^[0-9]{16}$' },
    kind: { enum: [...EVENT_KINDS] },
    subjectId: filled,
    body: filled,
    state: { enum: ['WAITING', 'DEAD'] },
    attempts: whole,
    at: moment,
    dueAt: moment,
    lastError: maybeText,
  }),
  commands: record({
    _id: filled,
    fingerprint: filled,
    at: moment,
    subjectId: filled,
    version: { bsonType: 'int', minimum: 1 },
  }),
  changes: record({ _id: filled, token: { bsonType: 'object' }, at: moment }),
  secrets: record({ _id: filled, value: { bsonType: 'string', minLength: 43 } }),
};
