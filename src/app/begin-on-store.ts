import type { Jobs } from '#journal/jobs.ts';
import type { Store } from '#ports/store.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

/** Milliseconds between two heartbeats. */
const EVERY = 15_000;

interface Needs {
  readonly store: Pick<Store, 'arrive' | 'ping'>;
  readonly jobs: Pick<Jobs, 'takeOver'>;
  readonly log: Logger;
}

/**
 * Begins to work on a store: takes over what a dead process left behind if no other is there, tells the log of others, and
 * writes a heartbeat every 15 seconds until the answer is called. A store that cannot be written stops no start: the log says
 * so, once for each fault, and health does. Never throws.
 */
export async function beginOnStore({ store, jobs, log }: Needs): Promise<() => void> {
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
  let told: string | null = null;
  const beat = async () => {
    const code = await store.ping().then(
      () => null,
      (thrown: unknown) => {
        const fault = toAppError(thrown);
        if (fault.code !== told) log.error('the store cannot be used', faultFields(fault));
        return fault.code;
      },
    );
    if (code === null && told !== null) log.info('the store can be used again');
    told = code;
  };
  void beat();
  const timer = setInterval(() => void beat(), EVERY);
  return () => clearInterval(timer);
}
