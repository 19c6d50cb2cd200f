import {
  hasEvidence,
  namesDroppable,
  namesShippable,
  reachesEveryUnit,
  sawFlag,
} from '#domain/decision/guards.ts';
import type { Rows } from '#domain/lifecycle-row.ts';
import type { Status } from '#domain/status.ts';
import { hasUntouchedFlag } from '#domain/tampering/guards.ts';
import type { UnattendedBotBody, UnattendedPersonBody } from '#domain/unattended/commands.ts';
import {
  changesAuto,
  hasAuto,
  hasAutoOn,
  hasNewsOfDryRun,
  isAutoAct,
  isExpired,
  isFitForAuto,
  isStillApprover,
  isTimeToRemind,
  isTimeToRemindOfFlag,
  sawPlanForAuto,
} from '#domain/unattended/guards.ts';

/** There is an approved plan, and no decision yet. */
const BEFORE_DECISION: readonly Status[] = [
  'approved',
  'implementing',
  'implemented',
  'verifying',
  'running',
  'paused',
  'deciding',
];

/** There is a flag that waits for its clean-up. */
const AFTER_DECISION: readonly Status[] = ['decided', 'cleaning-up', 'killed'];

/** What goes on without a person, and who may say so. */
export const UNATTENDED_ROWS: Rows<(UnattendedPersonBody | UnattendedBotBody)['name']> = {
  setAuto: {
    from: BEFORE_DECISION,
    to: BEFORE_DECISION,
    guards: [sawPlanForAuto, isFitForAuto, changesAuto],
  },
  lapseAuto: { from: BEFORE_DECISION, to: BEFORE_DECISION, guards: [hasAuto] },
  autoDecide: {
    from: ['running', 'deciding'],
    to: ['decided', 'running'],
    guards: [
      hasAutoOn,
      isAutoAct,
      hasEvidence,
      hasUntouchedFlag,
      sawFlag,
      isStillApprover,
      namesShippable,
      namesDroppable,
      reachesEveryUnit,
    ],
  },
  recordDryRun: {
    from: ['running', 'deciding'],
    to: ['running', 'deciding'],
    guards: [hasNewsOfDryRun, isAutoAct],
  },
  remindOfDecision: { from: ['deciding'], to: ['deciding'], guards: [isTimeToRemind] },
  remindOfFlag: { from: AFTER_DECISION, to: AFTER_DECISION, guards: [isTimeToRemindOfFlag] },
  expireDecision: { from: ['deciding'], to: ['decided'], guards: [isExpired, hasEvidence, hasUntouchedFlag] },
};
