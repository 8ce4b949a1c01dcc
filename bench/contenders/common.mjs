import { MongoClient } from 'mongodb';

/** What every peer is told by the benchmark. */
export const { MONGODB_URL, BENCH_DATABASE } = process.env;

export const openDatabase = async () => (await MongoClient.connect(MONGODB_URL)).db(BENCH_DATABASE);

/** Tells the benchmark where it listens. */
export const listening = (port) => process.send({ port });
