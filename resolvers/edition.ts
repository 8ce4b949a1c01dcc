import { allLoaded, type Loaded, thenLoaded } from '../src/content/loaded.ts';
import { localeChain } from '../src/content/locale.ts';
import { matchesCondition } from '../src/content/matches-condition.ts';
import { pageRequest } from '../src/content/page-arguments.ts';
import { pageOfList } from '../src/content/page-of-list.ts';
import type { ArticleHead, EditionRecord } from '../src/content/records.ts';
import { connection } from './connection.ts';
import type { GatewayContext } from './context.ts';
import { present } from './present.ts';
import type { QueryEditionArgs, QueryResolvers, Resolvers } from './types.generated.ts';

/** The edition of a day, or the latest, in the nearest language of the chain that has one; else in the newsroom's own. */
const findEdition = async (
  { date, locale }: Partial<QueryEditionArgs>,
  { loaders: { editions }, newsroom }: GatewayContext,
): Promise<EditionRecord | null> => {
  const own = localeChain(newsroom.locale);
  for (const candidate of new Set([...(locale == null ? [] : localeChain(locale)), ...own])) {
    const found = await (date == null
      ? editions.nearest(candidate, null, 'before')
      : editions.byKey.load({ date, locale: candidate }));
    if (found !== null) return found;
  }
  return null;
};

export const editionQueries: Pick<QueryResolvers, 'edition'> = {
  edition: (_, args, context) => findEdition(args, context),
};

const storiesOf = (ids: readonly string[], { loaders }: GatewayContext): Loaded<ArticleHead[]> =>
  present(loaders.articles.listed.loadMany(ids));

export const editionResolvers: Pick<Resolvers, 'Edition' | 'EditionSection'> = {
  Edition: {
    id: ({ _id }) => _id,
    articles: ({ sections }, { filter, ...page }, context) => {
      const request = pageRequest(page, 'place');
      const ids = sections.flatMap(({ articleIds }) => articleIds);
      const wanted = thenLoaded(
        allLoaded([filter == null ? null : context.loaders.articles.conditions.load(filter)]),
        ([condition]) =>
          thenLoaded(storiesOf(ids, context), (stories) =>
            condition == null ? stories : stories.filter((story) => matchesCondition(story, condition)),
          ),
      );
      // Places are counted among what this viewer sees: others would tell where a hidden story stands.
      let places: ReadonlyMap<string, number> = new Map();
      return connection({
        kind: 'place',
        page: () =>
          thenLoaded(wanted, (stories) => {
            places = new Map(stories.map(({ _id }, place) => [_id, place]));
            return pageOfList(stories, ({ _id }) => _id, request);
          }),
        total: () => thenLoaded(wanted, ({ length }) => length),
        placeOf: ({ _id }) => ({ value: places.get(_id) ?? 0, id: _id }),
      });
    },
    previous: ({ locale, date }, _, { loaders }) => loaders.editions.nearest(locale, date, 'before'),
    next: ({ locale, date }, _, { loaders }) => loaders.editions.nearest(locale, date, 'after'),
  },
  EditionSection: {
    tag: ({ tagId }, _, { loaders }) => (tagId === null ? null : loaders.tags.byId.load(tagId)),
    stories: ({ articleIds }, _, context) => storiesOf(articleIds, context),
  },
};
