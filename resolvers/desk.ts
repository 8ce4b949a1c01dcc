import { changesBetween } from '../src/content/story-changes.ts';
import { payload } from './payloads.ts';
import type { MutationResolvers, Resolvers } from './types.generated.ts';

/** Each command of the desk as a mutation: what it is given goes down as it is, what came of it goes up. */
export const deskMutations: Omit<MutationResolvers, 'purge' | 'touch'> = {
  saveDraft: (_, { input }, { desk }) => payload(input, desk.saveDraft(input)),
  submitArticle: (_, { input }, { desk }) => payload(input, desk.articles.submit(input)),
  scheduleArticle: (_, { input }, { desk }) => payload(input, desk.articles.schedule(input)),
  embargoArticle: (_, { input }, { desk }) => payload(input, desk.articles.embargo(input)),
  publishArticle: (_, { input }, { desk }) => payload(input, desk.articles.publish(input)),
  updateArticle: (_, { input }, { desk }) => payload(input, desk.articles.update(input)),
  correctArticle: (_, { input }, { desk }) => payload(input, desk.articles.correct(input)),
  retractArticle: (_, { input }, { desk }) => payload(input, desk.articles.retract(input)),
  restoreArticle: (_, { input }, { desk }) => payload(input, desk.articles.restore(input)),

  startLiveBlog: (_, { input }, { desk }) => payload(input, desk.live.start(input)),
  addLiveEntry: (_, { input }, { desk }) => payload(input, desk.live.addEntry(input)),
  editLiveEntry: (_, { input }, { desk }) => payload(input, desk.live.editEntry(input)),
  pinLiveEntries: (_, { input }, { desk }) => payload(input, desk.live.pin(input)),
  removeLiveEntry: (_, { input }, { desk }) => payload(input, desk.live.removeEntry(input)),
  closeLiveBlog: (_, { input }, { desk }) => payload(input, desk.live.close(input)),

  createTag: (_, { input }, { desk }) => payload(input, desk.tags.create(input)),
  renameTag: (_, { input }, { desk }) => payload(input, desk.tags.rename(input)),
  moveTag: (_, { input }, { desk }) => payload(input, desk.tags.move(input)),
  mergeTags: (_, { input }, { desk }) => payload(input, desk.tags.merge(input)),
  retireTag: (_, { input }, { desk }) => payload(input, desk.tags.retire(input)),

  createCorrespondent: (_, { input }, { desk }) => payload(input, desk.correspondents.create(input)),
  editCorrespondent: (_, { input }, { desk }) => payload(input, desk.correspondents.edit(input)),
  mergeCorrespondents: (_, { input }, { desk }) => payload(input, desk.correspondents.merge(input)),

  curateEdition: (_, { input }, { desk }) => payload(input, desk.editions.curate(input)),
  publishEdition: (_, { input }, { desk }) => payload(input, desk.editions.publish(input)),

  addSocialPost: (_, { input }, { desk }) => payload(input, desk.posts.add(input)),
  withholdSocialPost: (_, { input }, { desk }) => payload(input, desk.posts.withhold(input)),
  releaseSocialPost: (_, { input }, { desk }) => payload(input, desk.posts.release(input)),
};

export const deskResolvers: Pick<
  Resolvers,
  | 'ArticlePayload'
  | 'ArticleConflict'
  | 'TagPayload'
  | 'CorrespondentPayload'
  | 'EditionPayload'
  | 'SocialPostPayload'
> = {
  ArticlePayload: {
    article: ({ record }) => record,
    conflict: ({ lost, record }) => (lost === null || record === null ? null : { ...lost, theirs: record }),
  },
  ArticleConflict: {
    stored: ({ theirs }) => theirs.version,
    changes: ({ yours, theirs }) => (yours === null ? null : changesBetween(theirs, yours)),
  },
  TagPayload: { tag: ({ record }) => record },
  CorrespondentPayload: { correspondent: ({ record }) => record },
  EditionPayload: { edition: ({ record }) => record },
  SocialPostPayload: { socialPost: ({ record }) => record },
};
