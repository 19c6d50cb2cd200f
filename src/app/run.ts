import { scheduleTicks } from '#adapters/cron/schedule.ts';
import { type Bot, compose } from '#app/compose.ts';
import type { BotConfig } from '#app/config.ts';
import { openStore } from '#app/open-store.ts';
import { systemClock } from '#shared/clock.ts';
import type { Logger } from '#shared/logger.ts';

/** How often the worker looks for effects that nobody told it of, such as retries and those of another process. */
const POLL = 5_000;
/** A stop that takes longer than this, in milliseconds, is given up; what is under way is found again at the next start. */
const STOP_LIMIT = 9_500;

/** A running bot. */
export interface RunningBot {
  /** Port of the HTTP side; null in Socket Mode. */
  readonly port: number | null;
  /** Stops taking work, lets what has begun come to an end, and closes the store; under ten seconds. Once is enough. */
  stop(): Promise<void>;
}

/** Opens the store, starts the worker and the jobs, and listens to Slack. */
export async function run(config: BotConfig, log: Logger): Promise<RunningBot> {
  const store = await openStore(config);
  const bot: Bot = compose(config, {
    ...{ clock: systemClock, log, store },
    onCommitted: () => void bot.worker.drain(),
  });
  const ticking = scheduleTicks(() => bot.jobs.tick(), log);
  const stop = async () => {
    await ticking.stop();
    await bot.close();
    await bot.jobs.stop();
    await bot.worker.stop();
    await store.close();
  };
  try {
    const port = await bot.listen();
    bot.worker.start(POLL);
    log.info('the bot is running', { port, mode: port === null ? 'socket' : 'http' });
    let stopped: Promise<void> | null = null;
    return {
      port,
      stop: () => {
        stopped ??= within(STOP_LIMIT, stop(), log);
        return stopped;
      },
    };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

async function within(milliseconds: number, work: Promise<void>, log: Logger): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      log.warn('the bot did not stop in time and is ended');
      resolve();
    }, milliseconds);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
