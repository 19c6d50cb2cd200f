import type { Rows } from '#domain/lifecycle-row.ts';
import { UNFINISHED } from '#domain/status.ts';
import type { WaitBotBody, WaitPersonBody } from '#domain/waits/commands.ts';
import { hasWaitedTooLong, isStillWaiting, isWaitingFor, mayWait } from '#domain/waits/guards.ts';

/** What becomes of waits. */
export const WAIT_ROWS: Rows<(WaitBotBody | WaitPersonBody)['name']> = {
  callAgain: { from: UNFINISHED, to: UNFINISHED, guards: [isStillWaiting] },
  snoozeReminder: { from: UNFINISHED, to: UNFINISHED, guards: [isWaitingFor, mayWait] },
  withdrawPlan: { from: ['draft', 'in-review'], to: ['cancelled'], guards: [hasWaitedTooLong] },
};
