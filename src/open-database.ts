import type { Environment } from './config.ts';
import { type Embedded, startEmbedded } from './embedded/start.ts';

export interface OpenDatabase {
  /** For the driver. */
  readonly url: string;
  /** Ours, where the configuration names no MongoDB. */
  readonly embedded: Embedded | null;
  close(): Promise<void>;
}

/** The MongoDB of the configuration, or the embedded one: started, or shared with the gateway that has its folder. `memory` keeps no data. */
export const openDatabase = async (
  { MONGODB_URL: url, DATELINE_DATA_DIR: dataDir }: Environment,
  { memory = false } = {},
): Promise<OpenDatabase> => {
  if (url !== undefined) return { url, embedded: null, close: async () => {} };
  const embedded = await startEmbedded({ dataDir: memory ? null : dataDir });
  return { url: embedded.url, embedded, close: () => embedded.close() };
};
