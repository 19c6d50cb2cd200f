import type { Rows } from '#domain/lifecycle-row.ts';
import type { SpendingBotBody, SpendingPersonBody } from '#domain/spending/commands.ts';
import { isAtCeiling, isAtItsCeiling } from '#domain/spending/guards.ts';
import type { Status } from '#domain/status.ts';

/** The agents work in these: on the plan, the pull request, the clean-up. */
const AT_WORK: readonly Status[] = ['draft', 'approved', 'cleaning-up'];

/** What happens once the agents have used what they may. */
export const SPENDING_ROWS: Rows<(SpendingPersonBody | SpendingBotBody)['name']> = {
  allowMore: { from: AT_WORK, to: AT_WORK, guards: [isAtItsCeiling] },
  resumeWork: { from: AT_WORK, to: AT_WORK, guards: [isAtCeiling] },
};
