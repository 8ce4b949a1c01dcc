/** What every peer is told by the benchmark. */
export const { MONGODB_URL, BENCH_DATABASE } = process.env;

/** Loads the peers' driver: Dateline has its own, and the bare server none. */
export const openDatabase = async () => {
  const { MongoClient } = await import('mongodb');
  return (await MongoClient.connect(MONGODB_URL)).db(BENCH_DATABASE);
};

/** Tells the benchmark where it listens. */
export const listening = (port) => process.send({ port });
