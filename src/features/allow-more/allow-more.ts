import { BOT } from '#domain/actor.ts';
import { isAtCeiling } from '#domain/spending/guards.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { walkUnfinished } from '#features/walk-unfinished.ts';
import { ceilingReached } from '#features/with-agents.ts';

/** Goes on with work that stopped at a ceiling and has room again: a new day has begun, or the ceiling was raised. */
export async function resumeStopped(coPilot: CoPilot): Promise<void> {
  await walkUnfinished(coPilot, {
    job: 'resume-stopped-work',
    isDue: ({ status }) => status === 'draft' || status === 'approved' || status === 'cleaning-up',
    work: async ({ key }) => {
      const experiment = await coPilot.loadUnseen(key);
      if (experiment === null || isAtCeiling(experiment) !== null) return;
      if ((await ceilingReached(coPilot, experiment)) !== null) return;
      await coPilot.execute(key, { name: 'resumeWork', actor: BOT, at: coPilot.clock.now() });
    },
  });
}
