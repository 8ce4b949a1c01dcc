/** One MongoDB for the whole run: the one that MONGODB_URL names, else the embedded database. */
export default function globalSetup(): void {
  process.env.TEST_MONGODB_URL = process.env.MONGODB_URL ?? '';
}
