import type { Collection } from 'mongodb';
import type { Delivery, DeliveryState, DeliveryStore } from './delivery-store.ts';
import { DURABLE } from './durable.ts';
import type { MongodbConnection, Questions } from './mongodb-connection.ts';
import { oneOfKeys, plainKey } from './plain-keys.ts';

interface TargetPosition {
  readonly _id: string;
  readonly position: string;
}

export class MongodbDeliveryStore implements DeliveryStore {
  readonly #questions: Questions;
  readonly #deliveries: Collection<Delivery>;
  readonly #targets: Collection<TargetPosition>;

  constructor(connection: MongodbConnection) {
    this.#questions = connection.about('webhooks');
    this.#deliveries = connection.collection<Delivery>('deliveries');
    this.#targets = connection.collection<TargetPosition>('webhooks');
  }

  async position(target: string): Promise<string | null> {
    const row = await this.#questions.read((deadline) =>
      this.#targets.findOne({ _id: plainKey(target) }, deadline),
    );
    return row?.position ?? null;
  }

  async queue(target: string, position: string, delivery: Delivery | null): Promise<void> {
    await this.#questions.run(async () => {
      if (delivery !== null) {
        const { _id, ...fields } = delivery;
        await this.#deliveries.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true, ...DURABLE });
      }
      await this.#targets.updateOne(
        { _id: plainKey(target) },
        { $set: { position } },
        { upsert: true, ...DURABLE },
      );
    });
  }

  due(target: string, upTo: string, now: Date, limit: number): Promise<Delivery[]> {
    return this.#questions.read((deadline) =>
      this.#deliveries
        .find(
          {
            target: plainKey(target),
            state: 'WAITING',
            dueAt: { $lte: now },
            eventId: { $lte: plainKey(upTo) },
          },
          { ...deadline, sort: { dueAt: 1, _id: 1 }, limit, hint: 'due' },
        )
        .toArray(),
    );
  }

  earlier({ target, subjectId, _id }: Delivery): Promise<Delivery | null> {
    return this.#questions.read((deadline) =>
      this.#deliveries.findOne(
        { target, subjectId, state: 'WAITING', _id: { $lt: _id } },
        { ...deadline, sort: { _id: 1 }, hint: 'subject' },
      ),
    );
  }

  async claim({ _id, attempts }: Delivery, until: Date): Promise<boolean> {
    const { matchedCount } = await this.#questions.run(() =>
      this.#deliveries.updateOne(
        { _id, attempts, state: 'WAITING' },
        { $inc: { attempts: 1 }, $set: { dueAt: until } },
        DURABLE,
      ),
    );
    return matchedCount === 1;
  }

  async done(id: string): Promise<void> {
    await this.#questions.run(() => this.#deliveries.deleteOne({ _id: plainKey(id) }, DURABLE));
  }

  async postpone(id: string, dueAt: Date, lastError: string | null): Promise<void> {
    await this.#change(id, { dueAt, ...(lastError !== null && { lastError }) });
  }

  async bury(id: string, lastError: string): Promise<void> {
    await this.#change(id, { state: 'DEAD', lastError });
  }

  async #change(id: string, set: Partial<Delivery>): Promise<void> {
    await this.#questions.run(() =>
      this.#deliveries.updateOne({ _id: plainKey(id), state: 'WAITING' }, { $set: set }, DURABLE),
    );
  }

  async counts(): Promise<{ target: string; state: DeliveryState; count: number }[]> {
    const rows = await this.#questions.read((deadline) =>
      this.#deliveries
        .aggregate<{ _id: { target: string; state: DeliveryState }; n: number }>(
          [
            { $match: { target: { $gt: '' } } },
            { $group: { _id: { target: '$target', state: '$state' }, n: { $sum: 1 } } },
            { $sort: { _id: 1 } },
          ],
          { ...deadline, hint: 'due' },
        )
        .toArray(),
    );
    return rows.map(({ _id, n }) => ({ ..._id, count: n }));
  }

  list(state: DeliveryState, limit: number): Promise<Delivery[]> {
    return this.#questions.read((deadline) =>
      this.#deliveries
        .find({ state }, { ...deadline, sort: { at: 1, _id: 1 }, limit, hint: 'state' })
        .toArray(),
    );
  }

  async retry(ids: readonly string[] | null, now: Date): Promise<number> {
    const { matchedCount } = await this.#questions.run(() =>
      this.#deliveries.updateMany(
        { state: 'DEAD', ...(ids !== null && { _id: oneOfKeys(ids) }) },
        { $set: { state: 'WAITING', attempts: 0, at: now, dueAt: now } },
        { ...DURABLE, hint: ids === null ? 'state' : '_id_' },
      ),
    );
    return matchedCount;
  }

  async forget(before: Date): Promise<void> {
    await this.#questions.run(async () => {
      for (const state of ['DEAD', 'WAITING'] as const)
        await this.#deliveries.deleteMany({ state, at: { $lt: before } }, { hint: 'state' });
    });
  }
}
