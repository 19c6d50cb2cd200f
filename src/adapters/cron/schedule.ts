import { schedule } from 'node-cron';
import { faultFields, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

export interface Ticking {
  /** Ends the ticking; a tick that runs is left to end by itself. */
  stop(): Promise<void>;
}

/**
 * Calls `tick` every minute on the minute by the machine's clock. It only ticks: what is due is derived from the store, so
 * a tick that was missed costs nothing. A tick that still runs swallows the next.
 */
export function scheduleTicks(tick: () => Promise<unknown>, log: Logger, expression = '* * * * *'): Ticking {
  const task = schedule(
    expression,
    async () => {
      try {
        await tick();
      } catch (thrown) {
        log.error('a tick failed', { ...faultFields(toAppError(thrown)) });
      }
    },
    { timezone: 'UTC', noOverlap: true, suppressMissedWarning: true, logger: cronLogger(log) },
  );
  return {
    stop: async () => {
      await task.destroy();
    },
  };
}

/** The library's own lines: swallowed and late ticks are expected here, so only its errors are shown by default. */
function cronLogger(log: Logger) {
  const debug = (said: string | Error) => log.debug('the scheduler spoke', { said: String(said) });
  return {
    debug,
    info: debug,
    warn: debug,
    error: (said: string | Error) => log.error('the scheduler failed', { said: String(said) }),
  };
}
