import { WITH_FLAG } from '#domain/lifecycle.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { walkUnfinished } from '#features/walk-unfinished.ts';
import { isFlagUntouched } from './check-flag.ts';

/** Holds the flag of every experiment against the journal, also after a shipment: one read of a known flag each. */
export async function watchFlags(
  needs: Pick<CoPilot, 'flags' | 'store' | 'load' | 'execute' | 'clock' | 'people' | 'log'>,
): Promise<void> {
  await walkUnfinished(needs, {
    job: 'watch-flags',
    isDue: ({ status }) => WITH_FLAG.includes(status),
    work: async ({ key }) => {
      await isFlagUntouched(needs, key);
    },
  });
}
