import { createLease } from '../cache/lease.ts';
import type { Environment } from '../config.ts';
import { type Clock, systemClock } from '../content/clock.ts';
import { announcedStore } from '../desk/announced-store.ts';
import { type Appearances, createAppearances } from '../desk/appearances.ts';
import { type CmsWrites, createCmsWrites } from '../desk/cms-writes.ts';
import type { DeskParts } from '../desk/desk-parts.ts';
import { createEventWriter } from '../desk/event-writer.ts';
import { createRepair, type Repair } from '../desk/repair.ts';
import { createTurns } from '../desk/turns.ts';
import { createInProcessEvents, type InProcessEvents } from '../live/in-process-events.ts';
import type { Log } from '../observe/log.ts';
import type { Storage } from './open-storage.ts';

export interface WriteSideOptions {
  readonly config: Environment;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Log;
}

/** The one way of every write, and what goes on by itself behind it. */
export interface WriteSide {
  readonly parts: DeskParts;
  readonly events: InProcessEvents;
  readonly repair: Repair;
  readonly appearances: Appearances;
  readonly cmsWrites: CmsWrites;
}

export const openWriteSide = ({ config, storage, clock, log }: WriteSideOptions): WriteSide => {
  const { database, cache, line } = storage;
  const events = createInProcessEvents((error) => log.error({ err: error }, 'A listener to events failed.'));
  const parts: DeskParts = {
    store: announcedStore(database, cache),
    purge: (tags) => cache.purge(tags),
    events: createEventWriter(database.events, events),
    turn: createTurns(),
    clock,
    newsroom: {
      locale: config.DATELINE_LOCALE,
      siteUrl: config.DATELINE_SITE_URL.replace(/\/+$/, ''),
    },
    onCommand: () => {},
    onFailure: (error) =>
      log.error({ err: error }, 'What a command left to be done failed; it is tried again.'),
  };
  const appearances = createAppearances({
    election: createLease(line, 'publish-clock'),
    articles: database.articles,
    editions: database.editions,
    purge: parts.purge,
    announce: parts.events.write,
    clock,
    onFailure: (error) =>
      log.warn({ err: error }, 'What appeared by itself was not announced; it is tried again.'),
  });
  const cmsWrites = createCmsWrites({
    mode: config.DATELINE_CHANGE_STREAM,
    election: createLease(line, 'changes'),
    changes: database.changes,
    parts,
    worldClock: systemClock,
    log,
  });
  return { parts, events, repair: createRepair(parts), appearances, cmsWrites };
};
