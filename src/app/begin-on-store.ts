import { watchVitals } from '#app/watch-vitals.ts';
import type { Jobs } from '#journal/jobs.ts';
import type { Store } from '#ports/store.ts';
import type { Probe } from '#ports/telemetry.ts';
import { DAY } from '#shared/clock.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

interface Needs {
  readonly store: Pick<Store, 'arrive' | 'inspect'>;
  readonly jobs: Pick<Jobs, 'takeOver'>;
  /** The bot's own parts, the store among them. */
  readonly vitals: Readonly<Record<string, Probe>>;
  readonly log: Logger;
}

/**
 * Begins to work on a store: takes over what a dead process left behind if no other is there, and tells the log of others. Looks at
 * the bot's own parts all the time, and through the whole store now and once a day, until the answer is called. A store that cannot
 * be written stops no start: the log and health say so. Never throws.
 */
export async function beginOnStore({ store, jobs, vitals, log }: Needs): Promise<() => void> {
  try {
    const others = await store.arrive(() => jobs.takeOver());
    for (const { name, since } of others ?? []) {
      log.warn('another bot works on the same database file', {
        ...{ other: name, since: new Date(since).toISOString() },
        advice: 'Both share the work by leases. If only one is meant to run, stop the other.',
      });
    }
  } catch (thrown) {
    log.error('the bot could not find out whether it is alone on the store', faultFields(toAppError(thrown)));
  }
  const inspect = () => {
    store.inspect().catch((thrown: unknown) => {
      log.error('the look through the store found a fault', faultFields(toAppError(thrown)));
    });
  };
  inspect();
  const daily = setInterval(inspect, DAY);
  const unwatch = watchVitals(vitals, log);
  return () => {
    clearInterval(daily);
    unwatch();
  };
}
