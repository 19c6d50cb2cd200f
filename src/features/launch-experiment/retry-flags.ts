import { BOT } from '#domain/actor.ts';
import { flagsToRetry } from '#domain/delivery/failed-effects.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { walkUnfinished } from '#features/walk-unfinished.ts';

/**
 * Tries changes of flags again that were given up while the flag service was away: users who meet a change that does harm
 * must not wait for a person to press a button.
 */
export async function retryFlags(
  needs: Pick<CoPilot, 'store' | 'load' | 'execute' | 'clock' | 'log'>,
): Promise<void> {
  const { load, execute, clock } = needs;
  await walkUnfinished(needs, {
    job: 'retry-flags',
    // The flag is removed with the end.
    withFinished: true,
    isDue: ({ flagWaits }) => flagWaits === true,
    work: async ({ key }) => {
      const experiment = await load(key);
      for (const { effect } of experiment === null ? [] : flagsToRetry(experiment)) {
        await execute(key, { name: 'retryEffect', effect, message: null, actor: BOT, at: clock.now() });
      }
    },
  });
}
