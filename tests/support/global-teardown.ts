export default async function globalTeardown(): Promise<void> {
  await (globalThis as { stopEmbedded?: () => Promise<void> }).stopEmbedded?.();
}
