import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { compose } from '#app/compose.ts';
import type { BotConfig } from '#app/config.ts';
import { createLog } from '#app/log.ts';
import { answerQuestions } from '../child.ts';
import { constantVendors } from '../constant-vendors.ts';

/** The composed bot over a store that is there, with nothing but its jobs; one tick at the time it is told. */
const Question = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), config: z.custom<BotConfig>() }),
  z.object({ kind: z.literal('tick'), now: z.number() }),
]);

let now = 0;
let tick = async (): Promise<number> => 0;

function memory() {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heapUsed };
}

answerQuestions(async (question) => {
  const asked = Question.parse(question);
  if (asked.kind === 'open') {
    const store = await openSqliteStore(asked.config.databaseFile);
    const log = createLog('warn', 'error');
    const vendors = constantVendors();
    const bot = compose(asked.config, {
      ...{ clock: { now: () => now }, log, store, fetch: vendors.fetch },
      onCommitted: () => {},
    });
    tick = async () => {
      const before = vendors.asked();
      await bot.jobs.tick();
      return vendors.asked() - before;
    };
    return memory();
  }
  now = asked.now;
  // Nothing is acknowledged while the event loop is held.
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await setTimeout(20);
  const begun = performance.now();
  const queries = await tick();
  const elapsedMs = performance.now() - begun;
  // A hold until now shows only once the loop has turned.
  await setTimeout(20);
  delay.disable();
  const rssPeak = process.memoryUsage().rss;
  return { elapsedMs, queries, longestStallMs: delay.max / 1e6, rssPeak, ...memory() };
});
