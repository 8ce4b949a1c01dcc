// `node examples/subgraphs/weather/serve.mjs [PORT]`: the weather, as a subgraph that extends Dateline's tags where they are places.
import { readFileSync } from 'node:fs';
import { makeSubgraphSchema, serveSubgraph } from '../serve-subgraph.mjs';

const here = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** By the slug of the place. A service in earnest asks its stations here. */
const forecasts = new Map(Object.entries(JSON.parse(here('forecasts.json'))));

const forecastFor = (slug, { tags }) => {
  const forecast = forecasts.get(slug);
  if (forecast === undefined) return null;
  tags.add(`weather:${slug}`);
  return { ...forecast, slug };
};

const resolvers = {
  Query: { forecasts: (_, __, context) => [...forecasts.keys()].map((slug) => forecastFor(slug, context)) },
  Tag: { weather: ({ slug }, _, context) => forecastFor(slug, context) },
  // Its name in the reader's language, its stories and all else come from Dateline.
  Forecast: { place: ({ slug }) => ({ slug }) },
};

const { url } = await serveSubgraph({
  schema: makeSubgraphSchema({
    sdl: here('weather.graphql'),
    resolvers,
    entities: { Tag: ({ slug }) => ({ slug }) },
  }),
  port: Number(process.argv[2] ?? 4102),
});
console.log(`The weather is at ${url}`);
