import { once } from 'node:events';
import { scheduleTicks } from '#adapters/cron/schedule.ts';
import { createAnchors } from '#app/anchors.ts';
import { beginOnStore } from '#app/begin-on-store.ts';
import type { Bot } from '#app/bot.ts';
import { type ConnectionFinding, checkConnections, sentencesOf } from '#app/check-connections.ts';
import { compose } from '#app/compose.ts';
import type { BotConfig } from '#app/config.ts';
import { openPatiently } from '#app/open-store.ts';
import { openEvents } from '#app/own-observations.ts';
import { stopBot } from '#app/stop.ts';
import { untilAnswered } from '#app/until-answered.ts';
import { sinceStart } from '#journal/vitals.ts';
import type { Store } from '#ports/store.ts';
import { systemClock } from '#shared/clock.ts';
import type { Logger } from '#shared/logger.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** How often the worker looks for effects that no commit of this process announced, such as retries and those of another process. */
const POLL = 5_000;

/** A running bot. */
export interface RunningBot {
  /** Port of the HTTP side. */
  readonly port: number | null;
  /** Port of the routes for operators. */
  readonly operationsPort: number | null;
  /** Port at which applications ask for flags; null if another vendor has them. */
  readonly flagsPort: number | null;
  /** Stops taking work, lets what has begun come to an end, hands leases back and closes the store; under ten seconds. */
  stop(): Promise<void>;
  /** Resolves with sentences if a connection that did not answer at the start turns out to be set wrongly. */
  readonly broken: Promise<readonly string[]>;
}

/**
 * Opens the store as soon as it answers, checks every connection, starts the worker and the jobs, and listens to Slack. Refuses, with a sentence for each, if a
 * setting is wrong; with none if `stopping` was aborted meanwhile. What does not answer is asked again, and the bot works but is not
 * ready until then.
 */
export async function run(
  config: BotConfig,
  log: Logger,
  stopping: AbortSignal = new AbortController().signal,
): Promise<Result<RunningBot, readonly string[]>> {
  const ended = stopping.aborted ? Promise.resolve(null) : once(stopping, 'abort').then(() => null);
  const store = await Promise.race([openPatiently(config, { log, stopping }), ended]);
  if (store === null) return refused([]);
  const events = await openEvents(config['own-observations']).catch(async (thrown: unknown) => {
    await store.close();
    throw thrown;
  });
  let isReady = false;
  const bot: Bot = compose(config, {
    ...{ clock: systemClock, log, store, events, elapsed: sinceStart },
    anchors: createAnchors(config.auditAnchor, log),
    onCommitted: () => void bot.worker.drain(),
    isReady: () => isReady,
  });
  const checked = bot.begin().then(() => checkConnections(bot.checks()));
  const found = await Promise.race([checked, ended]);
  const wrong = found === null ? [] : sentencesOf(found, 'wrong');
  if (found === null || wrong.length > 0) {
    await bot.close();
    await store.close();
    return refused(wrong);
  }
  return ok(
    await begin({ bot, store, log, stopping }, found, () => {
      isReady = true;
    }),
  );
}

interface Beginning {
  readonly bot: Bot;
  readonly store: Store;
  readonly log: Logger;
  readonly stopping: AbortSignal;
}

async function begin(
  { bot, store, log, stopping }: Beginning,
  found: readonly ConnectionFinding[],
  markReady: () => void,
): Promise<RunningBot> {
  const leaveStore = await beginOnStore({ store, log, jobs: bot.jobs, vitals: bot.vitals });
  const ticking = scheduleTicks(() => bot.jobs.tick(), log);
  let stopped: Promise<void> | null = null;
  const stop = () => {
    leaveStore();
    stopped ??= stopBot({ ticking, bot, store, log });
    return stopped;
  };
  try {
    const port = await bot.listen();
    const [operationsPort, flagsPort] = [bot.operationsPort(), bot.flagsPort()];
    bot.worker.start(POLL);
    for (const reason of sentencesOf(found, 'lacking')) log.warn('the bot works with less', { reason });
    const announce = () => {
      markReady();
      log.info('the bot is running', { port, operationsPort, flagsPort, mode: bot.mode });
    };
    const isWaiting = found.some(({ outcome }) => outcome === 'waiting');
    if (isWaiting) log.info('the bot works, and is not ready yet', { port, operationsPort, mode: bot.mode });
    const { promise: broken, resolve } = Promise.withResolvers<readonly string[]>();
    const settled = untilAnswered(found, { log, stopping }).then((problems) =>
      problems.length === 0 ? !stopping.aborted && announce() : resolve(problems),
    );
    if (!isWaiting) await settled;
    return { port, operationsPort, flagsPort, stop, broken };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}
