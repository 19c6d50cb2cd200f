import type { CleanUpBotBody, CleanUpPersonBody } from '#domain/clean-up/commands.ts';
import {
  hasFlagInCode,
  hasStalled,
  isCleanUp,
  isDeployed,
  isNewCleanUp,
  isNewsOfFlag,
  isPastUndoWindow,
} from '#domain/clean-up/guards.ts';
import { hasWorkLeft } from '#domain/design/work-budget.ts';
import { isNotPaused } from '#domain/launch/pause-guards.ts';
import type { Rows } from '#domain/lifecycle-row.ts';
import type { ShippingBotBody } from '#domain/shipping/commands.ts';
import { hasReachedAll, isNewReading, isOnItsWay } from '#domain/shipping/guards.ts';
import { hasUntouchedFlag } from '#domain/tampering/guards.ts';

type Name = (CleanUpPersonBody | CleanUpBotBody | ShippingBotBody)['name'];

/** From the decision to code without the flag: a shipped change reaches all units before its clean-up begins. */
export const CLEAN_UP_ROWS: Rows<Name> = {
  recordShipmentReading: {
    from: ['decided'],
    to: ['decided', 'killed'],
    guards: [isOnItsWay, hasUntouchedFlag, isNewReading],
  },
  startCleanUp: {
    from: ['decided', 'killed'],
    to: ['cleaning-up'],
    guards: [isPastUndoWindow, hasReachedAll, isNotPaused, hasUntouchedFlag],
  },
  recordCleanUpPullRequest: { from: ['cleaning-up'], to: ['cleaning-up'], guards: [isNewCleanUp] },
  recordCleanUpFailure: { from: ['cleaning-up'], to: ['cleaning-up'], guards: [] },
  retryCleanUp: {
    from: ['cleaning-up'],
    to: ['cleaning-up'],
    guards: [hasFlagInCode, hasStalled, hasWorkLeft],
  },
  recordCleanUpMerge: {
    from: ['cleaning-up'],
    to: ['cleaning-up', 'completed'],
    guards: [isCleanUp, hasFlagInCode],
  },
  recordFlagGone: { from: ['cleaning-up'], to: ['cleaning-up', 'completed'], guards: [hasFlagInCode] },
  recordFlagLeft: { from: ['cleaning-up'], to: ['cleaning-up'], guards: [isNewsOfFlag] },
  finishCleanUp: {
    from: ['cleaning-up'],
    to: ['completed'],
    guards: [isDeployed, isNotPaused, hasUntouchedFlag],
  },
};
