import { BOT } from '#domain/actor.ts';
import { recordsToRetry } from '#domain/delivery/failed-effects.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { walkUnfinished } from '#features/walk-unfinished.ts';

/** Makes the full records anew that failed for a fault that may pass, also of experiments that are over. */
export async function retryRecords(
  needs: Pick<CoPilot, 'store' | 'load' | 'execute' | 'clock' | 'log'>,
): Promise<void> {
  const { load, execute, clock } = needs;
  await walkUnfinished(needs, {
    job: 'retry-records',
    withFinished: true,
    isDue: ({ recordWaits }) => recordWaits === true,
    work: async ({ key }) => {
      const experiment = await load(key);
      for (const { effect } of experiment === null ? [] : recordsToRetry(experiment)) {
        await execute(key, { name: 'retryEffect', effect, message: null, actor: BOT, at: clock.now() });
      }
    },
  });
}
