import type { Rows } from '#domain/lifecycle-row.ts';
import type { Status } from '#domain/status.ts';
import type { WaitBotBody } from '#domain/waits/commands.ts';
import { hasWaitedTooLong, isStillWaiting } from '#domain/waits/guards.ts';

/** People may let an experiment wait in each of them. */
const WAITING: readonly Status[] = [
  'draft',
  'in-review',
  'approved',
  'implementing',
  'implemented',
  'verifying',
  'running',
  'paused',
  'deciding',
  'decided',
  'cleaning-up',
  'killed',
];

/** What the bot does if people let an experiment wait. */
export const WAIT_ROWS: Rows<WaitBotBody['name']> = {
  callAgain: { from: WAITING, to: WAITING, guards: [isStillWaiting] },
  withdrawPlan: { from: ['draft', 'in-review'], to: ['cancelled'], guards: [hasWaitedTooLong] },
};
