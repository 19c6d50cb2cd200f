import type { AmendmentPersonBody } from '#domain/amendments/commands.ts';
import {
  hasErrorLeft,
  isExtendedOnce,
  isLongerWithinPolicy,
  isSecondForExtension,
  saysWhy,
} from '#domain/amendments/guards.ts';
import { sawFlag, sawNewestLook } from '#domain/decision/guards.ts';
import { mayApprove, sawPlan } from '#domain/guards.ts';
import type { Rows } from '#domain/lifecycle-row.ts';
import { hasUntouchedFlag } from '#domain/tampering/guards.ts';

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
      mayApprove,
      hasErrorLeft,
      isExtendedOnce,
      isLongerWithinPolicy,
      saysWhy,
      isSecondForExtension,
    ],
  },
};
