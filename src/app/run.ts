import { scheduleTicks } from '#adapters/cron/schedule.ts';
import { type Bot, compose } from '#app/compose.ts';
import type { BotConfig } from '#app/config.ts';
import { openStore } from '#app/open-store.ts';
import { stopBot } from '#app/stop.ts';
import { systemClock } from '#shared/clock.ts';
import type { Logger } from '#shared/logger.ts';

/** How often the worker looks for effects that no commit of this process announced, such as retries and those of another process. */
const POLL = 5_000;

/** A running bot. */
export interface RunningBot {
  /** Port of the HTTP side. */
  readonly port: number | null;
  /** Stops taking work, lets what has begun come to an end, hands leases back and closes the store; under ten seconds. */
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
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= stopBot({ ticking, bot, store, log });
    return stopped;
  };
  try {
    const port = await bot.listen();
    bot.worker.start(POLL);
    log.info('the bot is running', { port, mode: config.slack.appToken === null ? 'http' : 'socket' });
    return { port, stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}
