import type { Feature } from '#features/feature.ts';
import { openHandOff } from './hand-off.ts';

/** An issue in the repository that hands the rollout of a shipped change over to the team that owns the code. */
export const handOff = {
  name: 'hand-off',
  performers: (coPilot) => ({ handoff: (performance) => openHandOff(coPilot, performance) }),
} satisfies Feature;
