import type { Ticking } from '#adapters/cron/schedule.ts';
import type { Bot } from '#app/bot.ts';
import type { Store } from '#ports/store.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

/** How long, in milliseconds, the HTTP side and jobs may hold up a stop; effects have the worker's own grace. */
const PATIENCE = 4_000;
/** A stop that takes longer than this is given up; what is under way is found again at the next start. */
const LIMIT = 9_500;

/** What a running bot is stopped by. */
export interface Stoppable {
  readonly ticking: Ticking;
  readonly bot: Pick<Bot, 'worker' | 'jobs' | 'close'>;
  readonly store: Pick<Store, 'close'>;
  readonly log: Logger;
}

/**
 * Stops everything side by side, so that nothing takes new work from the first moment on and no slow part keeps another
 * from ending well: a request that never ends must not cost the worker the time to hand its leases back. A job that
 * runs on is left: its bucket is not marked, so the next holder of the job runs it again.
 */
export async function stopBot({ ticking, bot, store, log }: Stoppable): Promise<void> {
  const all = async () => {
    await Promise.all([
      ending('http', bot.close(), PATIENCE, log),
      ending('jobs', bot.jobs.stop(), PATIENCE, log),
      ending('worker', bot.worker.stop(), LIMIT, log),
      ending('ticks', ticking.stop(), PATIENCE, log),
    ]);
    await store.close();
  };
  await ending('bot', all(), LIMIT, log);
}

/** Waits for the end of a part, and no longer than so many milliseconds. Never throws: the other parts are to end too. */
async function ending(part: string, work: Promise<void>, milliseconds: number, log: Logger): Promise<void> {
  const { promise: limit, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    log.warn('a part did not stop in time and is left', { part });
    resolve();
  }, milliseconds);
  const ended = work.catch((thrown: unknown) => {
    log.warn('a part could not be stopped', { part, ...faultFields(toAppError(thrown)) });
  });
  await Promise.race([ended, limit]);
  clearTimeout(timer);
}
