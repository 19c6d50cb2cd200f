import type { AmendmentPersonBody } from '#domain/amendments/commands.ts';
import {
  givesAmendmentReason,
  hasErrorLeft,
  isAmendable,
  isLongerWithinPolicy,
  isNotExtendedYet,
  isOtherThanProposer,
  isPendingAmendment,
  isSecondForExtension,
  saysWhy,
} from '#domain/amendments/guards.ts';
import { sawFlag, sawNewestLook } from '#domain/decision/guards.ts';
import { sawPlan } from '#domain/guards.ts';
import type { Rows } from '#domain/lifecycle-row.ts';
import type { Status } from '#domain/status.ts';
import { hasUntouchedFlag } from '#domain/tampering/guards.ts';

const RUNNING: readonly Status[] = ['running', 'paused'];

/** Changes of the registered plan while it runs, and who may make them. */
export const AMENDMENT_ROWS: Rows<AmendmentPersonBody['name']> = {
  extend: {
    from: ['running', 'deciding'],
    to: ['running', 'deciding'],
    guards: [
      sawPlan,
      hasUntouchedFlag,
      sawNewestLook,
      sawFlag,
      hasErrorLeft,
      isNotExtendedYet,
      isLongerWithinPolicy,
      saysWhy,
      isSecondForExtension,
    ],
  },
  // Not while a decision waits: what decides must not be moved then.
  proposeAmendment: {
    from: RUNNING,
    to: RUNNING,
    guards: [sawPlan, isAmendable, givesAmendmentReason],
  },
  approveAmendment: {
    from: RUNNING,
    to: RUNNING,
    guards: [isPendingAmendment, sawPlan, isOtherThanProposer],
  },
  declineAmendment: {
    from: [...RUNNING, 'deciding'],
    to: [...RUNNING, 'deciding'],
    guards: [isPendingAmendment],
  },
};
