import type { UnwatchedBotBody } from '#domain/healing/commands.ts';
import { isUnwatched } from '#domain/healing/guards.ts';
import type { Rows } from '#domain/lifecycle-row.ts';

/** What the bot does if no person can follow an experiment. */
export const HEALING_ROWS: Rows<UnwatchedBotBody['name']> = {
  pauseUnwatched: { from: ['verifying', 'running', 'deciding'], to: ['paused'], guards: [isUnwatched] },
};
