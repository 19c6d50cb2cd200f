import type { Rows } from '#domain/lifecycle-row.ts';
import { UNFINISHED } from '#domain/status.ts';
import type { WaitBotBody } from '#domain/waits/commands.ts';
import { hasWaitedTooLong, isStillWaiting } from '#domain/waits/guards.ts';

/** What the bot does if people let an experiment wait. */
export const WAIT_ROWS: Rows<WaitBotBody['name']> = {
  callAgain: { from: UNFINISHED, to: UNFINISHED, guards: [isStillWaiting] },
  withdrawPlan: { from: ['draft', 'in-review'], to: ['cancelled'], guards: [hasWaitedTooLong] },
};
