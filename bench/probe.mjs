import { GCProfiler } from 'node:v8';

/** Loaded before every contender, alike: says what the process has used so far. */
const profiler = new GCProfiler();
profiler.start();
let allocated = 0;
let after = process.memoryUsage().heapUsed;

/** What was allocated on the heap since the last time: what stood there before each collection, less what the one before it had left. */
const collect = () => {
  const { statistics } = profiler.stop();
  profiler.start();
  for (const { beforeGC, afterGC } of statistics) {
    allocated += Math.max(0, beforeGC.heapStatistics.usedHeapSize - after);
    after = afterGC.heapStatistics.usedHeapSize;
  }
};

process.on('message', (message) => {
  if (message.usage !== true) return;
  collect();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  process.send({
    usage: { cpuUs: user + system, rss, allocated: allocated + Math.max(0, heapUsed - after) },
  });
});
process.on('disconnect', () => process.exit());
