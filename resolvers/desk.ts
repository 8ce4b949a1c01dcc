import { changesBetween } from '../src/content/story-changes.ts';
import { command } from './payloads.ts';
import type { MutationResolvers, Resolvers } from './types.generated.ts';

/** Each command of the desk as a mutation: what it is given goes down as it is, what came of it goes up. */
export const deskMutations: Omit<MutationResolvers, 'purge' | 'touch'> = {
  saveDraft: (_, { input }, context) => command(input, context, (desk, given) => desk.saveDraft(given)),
  submitArticle: (_, { input }, context) =>
    command(input, context, (desk, given) => desk.articles.submit(given)),
  scheduleArticle: (_, { input }, context) =>
    command(input, context, (desk, given) => desk.articles.schedule(given)),
  embargoArticle: (_, { input }, context) =>
    command(input, context, (desk, given) => desk.articles.embargo(given)),
  publishArticle: (_, { input }, context) =>
    command(input, context, (desk, given) => desk.articles.publish(given)),
  updateArticle: (_, { input }, context) =>
    command(input, context, (desk, given) => desk.articles.update(given)),
  correctArticle: (_, { input }, context) =>
    command(input, context, (desk, given) => desk.articles.correct(given)),
  retractArticle: (_, { input }, context) =>
    command(input, context, (desk, given) => desk.articles.retract(given)),
  restoreArticle: (_, { input }, context) =>
    command(input, context, (desk, given) => desk.articles.restore(given)),

  startLiveBlog: (_, { input }, context) => command(input, context, (desk, given) => desk.live.start(given)),
  addLiveEntry: (_, { input }, context) =>
    command(input, context, (desk, given) => desk.live.addEntry(given)),
  editLiveEntry: (_, { input }, context) =>
    command(input, context, (desk, given) => desk.live.editEntry(given)),
  pinLiveEntries: (_, { input }, context) => command(input, context, (desk, given) => desk.live.pin(given)),
  removeLiveEntry: (_, { input }, context) =>
    command(input, context, (desk, given) => desk.live.removeEntry(given)),
  closeLiveBlog: (_, { input }, context) => command(input, context, (desk, given) => desk.live.close(given)),

  createTag: (_, { input }, context) => command(input, context, (desk, given) => desk.tags.create(given)),
  renameTag: (_, { input }, context) => command(input, context, (desk, given) => desk.tags.rename(given)),
  moveTag: (_, { input }, context) => command(input, context, (desk, given) => desk.tags.move(given)),
  mergeTags: (_, { input }, context) => command(input, context, (desk, given) => desk.tags.merge(given)),
  retireTag: (_, { input }, context) => command(input, context, (desk, given) => desk.tags.retire(given)),

  createCorrespondent: (_, { input }, context) =>
    command(input, context, (desk, given) => desk.correspondents.create(given)),
  editCorrespondent: (_, { input }, context) =>
    command(input, context, (desk, given) => desk.correspondents.edit(given)),
  mergeCorrespondents: (_, { input }, context) =>
    command(input, context, (desk, given) => desk.correspondents.merge(given)),

  curateEdition: (_, { input }, context) =>
    command(input, context, (desk, given) => desk.editions.curate(given)),
  publishEdition: (_, { input }, context) =>
    command(input, context, (desk, given) => desk.editions.publish(given)),

  addSocialPost: (_, { input }, context) => command(input, context, (desk, given) => desk.posts.add(given)),
  withholdSocialPost: (_, { input }, context) =>
    command(input, context, (desk, given) => desk.posts.withhold(given)),
  releaseSocialPost: (_, { input }, context) =>
    command(input, context, (desk, given) => desk.posts.release(given)),
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
