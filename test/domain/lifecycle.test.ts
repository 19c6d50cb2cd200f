import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANYTIME, guardsFor, LIFECYCLE } from '#domain/lifecycle.ts';
import { occupiesSurface, type Status, shownStatus } from '#domain/status.ts';
import { history } from '#test/support/arbitraries.ts';
import { COMMAND_NAMES } from '#test/support/arbitraries-commands.ts';
import { STATUSES } from '#test/support/statuses.ts';

const FINAL: readonly Status[] = ['completed', 'cancelled'];
const ROWS = Object.values(LIFECYCLE);
const toOf = (name: string): readonly Status[] =>
  Object.entries(LIFECYCLE).flatMap(([command, { to }]) => (command === name ? to : []));

describe('the lifecycle table', () => {
  it('has a row for every command but the proposal', () => {
    const commands = [...Object.keys(LIFECYCLE), ...Object.keys(ANYTIME), 'propose'];
    expect(commands.sort()).toEqual([...COMMAND_NAMES].sort());
  });

  it('has a way out of every status but the final ones', () => {
    const open = STATUSES.filter((status) => ROWS.some((row) => row.from.includes(status)));
    expect(open).toEqual(STATUSES.filter((status) => !FINAL.includes(status)));
  });

  it('leads from the backlog to every status, and from every status to an end', () => {
    const next = (status: Status) => ROWS.filter((row) => row.from.includes(status)).flatMap((row) => row.to);
    const reach = (start: Status) => {
      const seen = new Set<Status>([start]);
      for (const status of seen) for (const to of next(status)) seen.add(to);
      return seen;
    };
    expect([...reach('backlog')].sort()).toEqual([...STATUSES].sort());
    for (const status of STATUSES) expect(FINAL.some((final) => reach(status).has(final))).toBe(true);
  });

  it('finds the guards of a command at a status, or none', () => {
    expect(guardsFor('approve', 'in-review')).toBe(LIFECYCLE.approve.guards);
    expect(guardsFor('approve', 'draft')).toBeNull();
    for (const status of STATUSES) expect(guardsFor('recordPost', status)).toBe(ANYTIME.recordPost.guards);
    for (const unknown of ['no-such-command', 'toString']) {
      expect(guardsFor(unknown as 'approve', 'draft')).toBeNull();
    }
  });

  it('guards every command by these conditions, in this order', () => {
    const guards = Object.entries({ ...LIFECYCLE, ...ANYTIME }).flatMap(([name, row]) =>
      row.guards.length === 0 ? [] : [[name, row.guards.map((guard) => guard.name).join(' ')]],
    );
    expect(Object.fromEntries(guards)).toEqual({
      prioritise: 'hasSensiblePriority',
      recordChoices: 'isOpenFor',
      recordDesign: 'isForRequest obeysPolicy',
      retryDesign: 'agentFailed hasWorkLeft',
      answerQuestions: 'answersOpenQuestions hasWorkLeft',
      overruleAdvice: 'isOverrulable givesWhy hasWorkLeft',
      editRequest: 'sawPlan changesRequest hasWorkLeft',
      requestChanges: 'sawPlan hasWorkLeft',
      allowMore: 'isAtItsCeiling',
      resumeWork: 'isAtCeiling',
      approve: 'sawPlan hasNotApproved',
      reject: 'sawPlan',
      retryImplementation: 'agentFailed hasWorkLeft',
      recordChecks: 'isImplementation hasOpenDraft isOfNewestDraft isNewsOfChecks',
      takeUpRemarks: 'isImplementation hasOpenDraft isOwnBranch mayTakeUp areNewRemarks',
      recordRevision: 'hasOpenDraft isOwnBranch isUnderWay',
      recordRevisionFailure: 'hasOpenDraft isUnderWay',
      markReady: 'hasOpenDraft isOwnBranch sawHead isGreenDraft',
      recordReady: 'hasOpenDraft isReadyAsked',
      recordMerge: 'isImplementation isNotMerged',
      recordClosure: 'isOfExperiment isOpen',
      recordConfigured: 'carriesConfigurations',
      recordReopening: 'isOfExperiment isClosed',
      planStart: 'isSensibleStart',
      dropStart: 'hasPlannedStart',
      moveStart: 'hasPlannedStart isNewPlace',
      callStart: 'hasPlannedStart isStartDue',
      launch:
        'sawPlan isSecondLauncher hasApprovedPlan hasMergedCode hasFreeSurface isTakenByFlagService hasUntouchedFlag isSplitAlone',
      recordVerification: 'hasUntouchedFlag hasNewChecks isStepDone',
      pause: 'mayFlagBeOn',
      resume: 'isPaused sawPause hasUntouchedFlag',
      recordLook: 'hasUntouchedFlag isNewerLook',
      recordReadingFault: 'isNewsOfReading',
      recordReadingRecovery: 'hasReadingFault',
      decide:
        'isDecidableNow sawPlan hasEvidence hasUntouchedFlag sawNewestLook sawFlag isWithinRegisteredEnd namesShippable namesDroppable reachesEveryUnit givesReason isSecondApprover',
      proposeAmendment: 'sawPlan isAmendable givesAmendmentReason',
      approveAmendment: 'isPendingAmendment sawPlan isOtherThanProposer',
      declineAmendment: 'isPendingAmendment',
      extend:
        'sawPlan hasUntouchedFlag sawNewestLook sawFlag hasErrorLeft isNotExtendedYet isLongerWithinPolicy saysWhy isSecondForExtension',
      undo: 'hasDecision meansThisDecision isWithinUndoWindow hasUntouchedFlag',
      startCleanUp: 'isPastUndoWindow hasReachedAll isNotPaused hasUntouchedFlag',
      recordCleanUpPullRequest: 'isNewCleanUp',
      retryCleanUp: 'hasFlagInCode hasStalled hasWorkLeft',
      recordCleanUpMerge: 'isCleanUp hasFlagInCode',
      recordFlagGone: 'hasFlagInCode',
      recordFlagLeft: 'isNewsOfFlag',
      finishCleanUp: 'isDeployed isNotPaused hasUntouchedFlag',
      recordTampering: 'isNewTampering',
      acceptFlag: 'isTampered sawTamperedFlag isAcceptable',
      restoreFlag: 'isTampered sawTamperedFlag isRestorable',
      endForFlag: 'isTampered sawTamperedFlag',
      recordShipmentReading: 'isOnItsWay hasUntouchedFlag isNewReading',
      setAuto: 'sawPlanForAuto isFitForAuto changesAuto',
      lapseAuto: 'hasAuto',
      autoDecide:
        'hasAutoOn isAutoAct hasEvidence hasUntouchedFlag sawFlag isStillApprover namesShippable namesDroppable reachesEveryUnit',
      recordDryRun: 'hasNewsOfDryRun isAutoAct',
      remindOfDecision: 'isTimeToRemind',
      remindOfFlag: 'isTimeToRemindOfFlag',
      expireDecision: 'isExpired hasEvidence hasUntouchedFlag',
      callAgain: 'isStillWaiting',
      snoozeReminder: 'isWaitingFor mayWait',
      withdrawPlan: 'hasWaitedTooLong',
      snoozeAlert: 'maySnoozeAlert',
      endSnooze: 'isAlertSnoozed',
      holdAlert: 'isNewHeldAlert',
      tellAlerts: 'areHeld',
      recordPost: 'isNewPost',
      recordUpload: 'isNewUpload',
      recordFlag: 'isNewFlagState isNewestFlagChange',
      recordEffectDeath: 'isNewFailure',
      retryEffect: 'hasFailed hasWorkLeftForEffect',
      loseCard: 'isPresentCard mayHaveNewCard',
      postAnew: 'isLostAndDue',
      recordChannelClosed: 'isChannelOpen',
      tryLostAgain: 'mayBeTriedAgain',
      tellLost: 'isUntoldLoss',
      recordChannelOpen: 'isChannelClosed',
      pauseUnwatched: 'isUnwatched',
    });
  });

  it('shows six words, and takes its surface only while it is verified, runs, rests or is decided on', () => {
    expect(new Set(STATUSES.map(shownStatus)).size).toBe(6);
    expect(STATUSES.filter(occupiesSurface)).toEqual(['verifying', 'running', 'paused', 'deciding']);
  });
});

describe('random histories', () => {
  it('reach every status', () => {
    const steps = fc.sample(history, { numRuns: 400, seed: 1 }).flat();
    expect([...new Set(steps.map(({ after }) => after?.status))].sort()).toEqual([...STATUSES].sort());
  });

  it('perform and are refused every command', () => {
    const steps = fc.sample(history, { numRuns: 2_500, seed: 1 }).flat();
    const performed = new Set(
      steps.filter(({ commit }) => commit !== null).map(({ command }) => command.name),
    );
    const refusals = new Set(steps.map(({ refusal }) => refusal?.code));
    expect([...performed].sort()).toEqual([...COMMAND_NAMES].sort());
    expect(refusals.size).toBeGreaterThanOrEqual(11);
  });

  it('never leave a final status', () => {
    fc.assert(
      fc.property(history, (steps) => {
        for (const { before, after } of steps) {
          if (before !== null && FINAL.includes(before.status)) expect(after?.status).toBe(before.status);
        }
      }),
    );
  });

  it('go only if the table leads', () => {
    fc.assert(
      fc.property(history, (steps) => {
        for (const { before, command, after, commit } of steps) {
          if (before === null || after === null || commit === null) continue;
          if (command.name in ANYTIME) expect(after.status).toBe(before.status);
          else expect(toOf(command.name)).toContain(after.status);
        }
      }),
    );
  });
});
