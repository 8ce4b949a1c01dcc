/** A write is acknowledged when the journals of a majority have it. */
export const DURABLE = { writeConcern: { w: 'majority', journal: true } } as const;
