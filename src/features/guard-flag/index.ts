import type { Feature } from '#features/feature.ts';
import { HOUR } from '#shared/clock.ts';
import * as actions from './actions.ts';
import { renderFlagSettled, renderFlagTampered } from './blocks.ts';
import { watchFlags } from './watch-flags.ts';

/** The flag is held against the journal; a person chooses what becomes of a change that the bot did not make. */
export const guardFlag = {
  name: 'guard-flag',
  actions: Object.values(actions),
  messages: { 'flag-tampered': renderFlagTampered, 'flag-settled': renderFlagSettled },
  jobs: [{ name: 'watch-flags', everyMs: HOUR, run: (coPilot) => watchFlags(coPilot) }],
} satisfies Feature;
