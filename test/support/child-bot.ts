import { z } from 'zod';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { compose } from '#app/compose.ts';
import type { BotConfig } from '#app/config.ts';
import type { LogFields, Logger } from '#shared/logger.ts';

/**
 * The bot in a process of its own, to be killed. Its configuration comes in the first message, its time in every one:
 * it stands still in between. `work` does what is due and answers how much that was and when more is due.
 */
const Told = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), config: z.custom<BotConfig>(), now: z.number() }),
  z.object({ kind: z.literal('work'), now: z.number() }),
]);

let now = 0;
let work: () => Promise<{ done: number; due: number | null }> = async () => ({ done: 0, due: null });

function tell(message: object): void {
  process.send?.(message);
}

function lines(level: string) {
  return (message: string, fields: LogFields = {}) => tell({ kind: 'log', level, message, fields });
}

const log: Logger = {
  debug: () => {},
  info: () => {},
  warn: lines('warn'),
  error: lines('error'),
};

async function start(config: BotConfig): Promise<void> {
  const store = await openSqliteStore(config.databaseFile);
  const onCommitted = () => tell({ kind: 'committed' });
  const bot = compose(config, { clock: { now: () => now }, log, store, onCommitted });
  work = async () => {
    const before = await bot.worker.drain();
    await bot.jobs.tick();
    return { done: before + (await bot.worker.drain()), due: await store.nextDueAt() };
  };
  tell({ kind: 'listening', port: await bot.listen() });
}

process.on('message', (message) => {
  const told = Told.parse(message);
  now = told.now;
  if (told.kind === 'start') void start(told.config);
  else void work().then((worked) => tell({ kind: 'worked', ...worked }));
});
// Whoever started this is gone: nobody would ever end it.
process.on('disconnect', () => process.exit(0));
