import type { AlertBotBody } from '#domain/alerts/commands.ts';
import { ALERT_RECORDS, ALERT_ROWS } from '#domain/alerts/rows.ts';
import { AMENDMENT_ROWS } from '#domain/amendments/rows.ts';
import { BACKLOG_ROWS } from '#domain/backlog/rows.ts';
import { CLEAN_UP_ROWS } from '#domain/clean-up/rows.ts';
import { CODE_ROWS } from '#domain/code/rows.ts';
import type { CommandName } from '#domain/command.ts';
import type { Guard } from '#domain/decider.ts';
import {
  givesReason,
  hasDecision,
  hasEvidence,
  isDecidableNow,
  isSecondApprover,
  isWithinRegisteredEnd,
  isWithinUndoWindow,
  meansThisDecision,
  namesDroppable,
  namesShippable,
  reachesEveryUnit,
  sawFlag,
  sawNewestLook,
} from '#domain/decision/guards.ts';
import type { DeliveryBotBody, DeliveryPersonBody } from '#domain/delivery/commands.ts';
import {
  hasFailed,
  isNewestFlagChange,
  isNewFailure,
  isNewFlagState,
  isNewPost,
  isNewUpload,
} from '#domain/delivery/guards.ts';
import { givesWhy, isOverrulable } from '#domain/design/advice.ts';
import { changesRequest, isForRequest, isOpenFor, obeysPolicy } from '#domain/design/guards.ts';
import { answersOpenQuestions } from '#domain/design/open-questions.ts';
import { hasWorkLeft, hasWorkLeftForEffect } from '#domain/design/work-budget.ts';
import { agentFailed, sawPlan } from '#domain/guards.ts';
import type { HealingBotBody } from '#domain/healing/commands.ts';
import { HEALING_RECORDS, HEALING_ROWS } from '#domain/healing/rows.ts';
import {
  hasApprovedPlan,
  hasFreeSurface,
  hasMergedCode,
  hasNewChecks,
  isSplitAlone,
  isStepDone,
  isTakenByFlagService,
} from '#domain/launch/guards.ts';
import { isSecondLauncher } from '#domain/launch/launch-vote.ts';
import { isPaused, mayFlagBeOn, sawPause } from '#domain/launch/pause-guards.ts';
import type { Transition } from '#domain/lifecycle-row.ts';
import { isNewerLook } from '#domain/looks/guards.ts';
import { hasReadingFault, isNewsOfReading } from '#domain/looks/reading-faults.ts';
import { hasNotApproved } from '#domain/review/guards.ts';
import { SCHEDULE_ROWS } from '#domain/schedule/rows.ts';
import type { CallsBotBody } from '#domain/spending/commands.ts';
import { SPENDING_ROWS } from '#domain/spending/rows.ts';
import type { Status } from '#domain/status.ts';
import {
  hasUntouchedFlag,
  isAcceptable,
  isNewTampering,
  isRestorable,
  isTampered,
  sawTamperedFlag,
} from '#domain/tampering/guards.ts';
import { UNATTENDED_ROWS } from '#domain/unattended/rows.ts';
import { WAIT_ROWS } from '#domain/waits/rows.ts';

/** Commands that record or repeat effects: they belong to no phase and are possible at any status. */
export type AnytimeName = (DeliveryPersonBody | Recorded)['name'];

type Recorded = DeliveryBotBody | HealingBotBody | CallsBotBody | AlertBotBody;

/** Commands that belong to a phase. */
export type PhaseName = Exclude<CommandName, AnytimeName | 'propose'>;

/** Every command but the proposal, which meets no state. */
export type LaterName = Exclude<CommandName, 'propose'>;

interface Row<Name extends LaterName> {
  readonly from: readonly Status[] | 'any';
  readonly guards: readonly Guard<Name>[];
}

const BEFORE_RUNNING: readonly Status[] = [
  'backlog',
  'draft',
  'in-review',
  'approved',
  'implementing',
  'implemented',
  'verifying',
];
/** There is a flag, and it is held against what the journal knows. */
export const WITH_FLAG: readonly Status[] = [
  'implemented',
  'verifying',
  'running',
  'paused',
  'deciding',
  'decided',
  'cleaning-up',
  'killed',
];
const UNDER_WATCH: readonly Status[] = ['verifying', 'running', 'deciding'];
/** Its figures are read, also while a shipped change reaches all units. */
const READ: readonly Status[] = [...UNDER_WATCH, 'decided'];
/** The flag may be on. A shipped change that is paused keeps its status. */
const UNDER_FLAG: readonly Status[] = [...UNDER_WATCH, 'decided', 'cleaning-up'];

/** The whole lifecycle. A command whose row does not name the present status is refused as `not-now`. */
export const LIFECYCLE: { readonly [Name in PhaseName]: Transition<Name> } = {
  ...BACKLOG_ROWS,
  recordChoices: { from: ['draft'], to: ['draft'], guards: [isOpenFor] },
  recordDesign: { from: ['draft'], to: ['in-review'], guards: [isForRequest, obeysPolicy] },
  recordDesignFailure: { from: ['draft'], to: ['draft'], guards: [] },
  retryDesign: { from: ['draft'], to: ['draft'], guards: [agentFailed, hasWorkLeft] },
  answerQuestions: { from: ['draft'], to: ['draft'], guards: [answersOpenQuestions, hasWorkLeft] },
  overruleAdvice: { from: ['draft'], to: ['draft'], guards: [isOverrulable, givesWhy, hasWorkLeft] },
  editRequest: {
    from: ['draft', 'in-review'],
    to: ['draft'],
    guards: [sawPlan, changesRequest, hasWorkLeft],
  },
  requestChanges: { from: ['in-review'], to: ['draft'], guards: [sawPlan, hasWorkLeft] },

  approve: {
    from: ['in-review'],
    to: ['in-review', 'approved'],
    guards: [sawPlan, hasNotApproved],
  },
  reject: { from: ['in-review'], to: ['cancelled'], guards: [sawPlan] },
  cancel: { from: BEFORE_RUNNING, to: ['cancelled'], guards: [] },

  ...CODE_ROWS,

  launch: {
    from: ['implemented'],
    to: ['implemented', 'verifying'],
    guards: [
      sawPlan,
      isSecondLauncher,
      hasApprovedPlan,
      hasMergedCode,
      hasFreeSurface,
      isTakenByFlagService,
      hasUntouchedFlag,
      isSplitAlone,
    ],
  },
  ...SCHEDULE_ROWS,
  holdBack: { from: ['verifying'], to: ['implemented'], guards: [] },
  recordVerification: {
    from: ['verifying'],
    to: ['verifying', 'running'],
    guards: [hasUntouchedFlag, hasNewChecks, isStepDone],
  },
  pause: { from: UNDER_FLAG, to: ['paused', 'decided', 'cleaning-up'], guards: [mayFlagBeOn] },
  resume: {
    from: ['paused', 'decided', 'cleaning-up'],
    to: UNDER_FLAG,
    guards: [isPaused, sawPause, hasUntouchedFlag],
  },

  recordLook: {
    from: ['verifying', 'running', 'deciding'],
    to: ['verifying', 'running', 'deciding', 'paused', 'killed'],
    guards: [hasUntouchedFlag, isNewerLook],
  },
  recordReadingFault: { from: READ, to: READ, guards: [isNewsOfReading] },
  recordReadingRecovery: { from: READ, to: READ, guards: [hasReadingFault] },
  decide: {
    // Killing and ending do not wait for a look.
    from: ['deciding', 'running', 'paused'],
    to: ['decided', 'running', 'deciding', 'paused'],
    guards: [
      isDecidableNow,
      sawPlan,
      hasEvidence,
      hasUntouchedFlag,
      sawNewestLook,
      sawFlag,
      isWithinRegisteredEnd,
      namesShippable,
      namesDroppable,
      reachesEveryUnit,
      givesReason,
      isSecondApprover,
    ],
  },
  ...AMENDMENT_ROWS,
  undo: {
    from: ['decided'],
    to: ['deciding', 'running', 'paused'],
    guards: [hasDecision, meansThisDecision, isWithinUndoWindow, hasUntouchedFlag],
  },

  ...CLEAN_UP_ROWS,

  recordTampering: { from: WITH_FLAG, to: WITH_FLAG, guards: [isNewTampering] },
  acceptFlag: {
    from: WITH_FLAG,
    to: WITH_FLAG,
    guards: [isTampered, sawTamperedFlag, isAcceptable],
  },
  restoreFlag: {
    from: WITH_FLAG,
    to: WITH_FLAG,
    guards: [isTampered, sawTamperedFlag, isRestorable],
  },
  endForFlag: {
    from: ['verifying', 'running', 'paused', 'deciding'],
    to: ['killed'],
    guards: [isTampered, sawTamperedFlag],
  },
  ...UNATTENDED_ROWS,
  ...HEALING_ROWS,
  ...WAIT_ROWS,
  ...ALERT_ROWS,
  ...SPENDING_ROWS,
};

/** The commands that are possible at any status, which they leave as it is. */
export const ANYTIME: { readonly [Name in AnytimeName]: Row<Name> } = {
  recordPost: { from: 'any', guards: [isNewPost] },
  recordUpload: { from: 'any', guards: [isNewUpload] },
  recordCalls: { from: 'any', guards: [] },
  recordFlag: { from: 'any', guards: [isNewFlagState, isNewestFlagChange] },
  recordEffectDeath: { from: 'any', guards: [isNewFailure] },
  retryEffect: { from: 'any', guards: [hasFailed, hasWorkLeftForEffect] },
  ...HEALING_RECORDS,
  ...ALERT_RECORDS,
};

const ROWS: { readonly [Name in LaterName]: Row<Name> } = { ...LIFECYCLE, ...ANYTIME };

/**
 * The guards of a command at a status; null if it is not possible there. A stored command that this version does not
 * know is possible nowhere.
 */
export function guardsFor<Name extends LaterName>(name: Name, status: Status): readonly Guard<Name>[] | null {
  if (!Object.hasOwn(ROWS, name)) return null;
  const { from, guards } = ROWS[name];
  return from === 'any' || from.includes(status) ? guards : null;
}
