import { type Collection, MongoBulkWriteError } from 'mongodb';
import {
  type EventDraft,
  eventId,
  keyOfEvent,
  type NewsroomEvent,
  placeOfEvent,
} from '../content/newsroom-event.ts';
import { DURABLE } from './durable.ts';
import type { MongodbConnection, Questions } from './mongodb-connection.ts';
import { oneOfKeys, plainKey } from './plain-keys.ts';
import type { EventStore } from './store.ts';
import { isDuplicate } from './store-errors.ts';

/** `key` is unique: one write has one event, whoever puts it here. */
type StoredEvent = EventDraft & { readonly _id: string; readonly key: string };

/**
 * The log of events. Each takes the place after the last one, and is refused if somebody took it first: so the places have no gaps, and whoever has read up to one has missed
 * nothing before it. That costs a second try now and then, and no counter that could hand out a place and never see it filled.
 */
export class MongodbEventStore implements EventStore {
  readonly #questions: Questions;
  readonly #events: Collection<StoredEvent>;

  constructor(connection: MongodbConnection) {
    this.#questions = connection.about('events');
    this.#events = connection.collection<StoredEvent>('events');
  }

  async append(drafts: readonly EventDraft[]): Promise<NewsroomEvent[]> {
    const placed = new Map<string, NewsroomEvent>();
    let rest = [...new Map(drafts.map((draft) => [keyOfEvent(draft), draft]))];
    while (rest.length > 0) {
      const next = (placeOfEvent((await this.last()) ?? '') ?? 0) + 1;
      const rows = rest.map(([key, draft], at) => ({ _id: eventId(next + at), key, ...draft }));
      const written = await this.#insert(rows);
      for (const row of rows.slice(0, written)) placed.set(row.key, eventOf(row));
      rest = rest.slice(written);
      if (rest.length === 0) break;
      // Either somebody took the place, or the event is here already.
      const present = await this.#questions.read((deadline) =>
        this.#events.find({ key: oneOfKeys(rest.map(([key]) => key)) }, deadline).toArray(),
      );
      for (const row of present) placed.set(row.key, eventOf(row));
      rest = rest.filter(([key]) => !placed.has(key));
    }
    return drafts.map((draft) => placed.get(keyOfEvent(draft))).filter((event) => event !== undefined);
  }

  async after(id: string, limit: number): Promise<NewsroomEvent[]> {
    const rows = await this.#questions.read((deadline) =>
      this.#events.find({ _id: { $gt: plainKey(id) } }, { ...deadline, sort: { _id: 1 }, limit }).toArray(),
    );
    return rows.map(eventOf);
  }

  async last(): Promise<string | null> {
    const [row] = await this.#questions.read((deadline) =>
      this.#events
        .find({ _id: { $gt: '' } }, { ...deadline, sort: { _id: -1 }, limit: 1, projection: { _id: 1 } })
        .toArray(),
    );
    return row?._id ?? null;
  }

  async lastOf(subjectId: string): Promise<Pick<NewsroomEvent, 'kind' | 'version'> | null> {
    // Keys begin with `SUBJECT@`, and `A` is what follows `@`.
    const rows = await this.#questions.read((deadline) =>
      this.#events
        .find(
          { key: { $gte: `${plainKey(subjectId)}@`, $lt: `${plainKey(subjectId)}A` } },
          { ...deadline, hint: 'key', projection: { kind: 1, version: 1 } },
        )
        .toArray(),
    );
    const newest = rows.reduce<(typeof rows)[number] | null>(
      (last, row) => (last === null || row._id > last._id ? row : last),
      null,
    );
    return newest && { kind: newest.kind, version: Math.max(...rows.map(({ version }) => version)) };
  }

  async forget(before: Date): Promise<void> {
    const last = await this.last();
    if (last === null) return;
    // The last one stays: the next one's place follows from it.
    await this.#questions.run(() =>
      this.#events.deleteMany({ at: { $lt: before }, _id: { $lt: last } }, { hint: 'at' }),
    );
  }

  /** How many of these rows, from the first, are in. */
  async #insert(rows: readonly StoredEvent[]): Promise<number> {
    return await this.#questions.run(async () => {
      try {
        await this.#events.insertMany([...rows], { ordered: true, ...DURABLE });
        return rows.length;
      } catch (error) {
        if (error instanceof MongoBulkWriteError && isDuplicate(error)) return error.insertedCount;
        throw error;
      }
    });
  }
}

const eventOf = ({ _id, key: _, ...draft }: StoredEvent): NewsroomEvent => ({ id: _id, ...draft });
