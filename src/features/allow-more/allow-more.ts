import { BOT } from '#domain/actor.ts';
import { ceilingReached, createDayUse } from '#features/ceiling-reached.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { walkUnfinished } from '#features/walk-unfinished.ts';

/** Goes on with work that stopped at a ceiling and has room again: a new day has begun, or the ceiling was raised. */
export async function resumeStopped(coPilot: CoPilot): Promise<void> {
  const dayUse = createDayUse(coPilot);
  await walkUnfinished(coPilot, {
    job: 'resume-stopped-work',
    isDue: ({ stuck }) => stuck === 'at-ceiling',
    work: async ({ key }) => {
      const experiment = await coPilot.loadUnseen(key);
      if (experiment === null || (await ceilingReached(coPilot, experiment, dayUse)) !== null) return;
      await coPilot.execute(key, { name: 'resumeWork', actor: BOT, at: coPilot.clock.now() });
    },
  });
}
