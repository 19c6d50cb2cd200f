import { flagsToRetry } from '#domain/dead-effects.ts';
import { BOT } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { toAppError } from '#shared/errors.ts';

/**
 * Tries changes of flags again that were given up while the flag service was away: whoever meets a change that does harm
 * must not wait for a person to press a button. One experiment that fails does not hold up the others.
 */
export async function retryFlags({
  store,
  load,
  execute,
  clock,
  log,
}: Pick<CoPilot, 'store' | 'load' | 'execute' | 'clock' | 'log'>): Promise<void> {
  for (const { key, flagWaits } of await store.summaries({ live: true, limit: 10_000 })) {
    if (flagWaits !== true) continue;
    try {
      const experiment = await load(key);
      for (const { effect } of experiment === null ? [] : flagsToRetry(experiment)) {
        await execute(key, { name: 'retryEffect', effect, message: null, actor: BOT, at: clock.now() });
      }
    } catch (thrown) {
      const { code, message } = toAppError(thrown);
      log.warn('a change of a flag could not be tried again', { experiment: key, code, error: message });
    }
  }
}
