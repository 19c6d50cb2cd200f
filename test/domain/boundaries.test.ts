import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import type { BotBody, Command, PersonBody } from '#domain/command.ts';
import { decide } from '#domain/decide.ts';
import { evolve } from '#domain/evolve.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { PRIYA } from '#test/support/example-plans.ts';
import { snapshotOf } from '#test/support/experiments.ts';

/** The types of the events of a command, or the code of its refusal. */
function answer(experiment: Experiment, command: Command): readonly string[] | string {
  const decided = decide(experiment, command);
  return decided.kind === 'refused' ? decided.problem.code : decided.value.events.map(({ type }) => type);
}

const byBot = <Body extends BotBody>(body: Body, at = 1) => ({ ...body, actor: BOT, at });
const byPriya = <Body extends PersonBody>(body: Body, at = 1) => ({ ...body, actor: PRIYA, at });

describe('the clean-up', () => {
  it('begins from the very moment at which the decision can no longer be undone', () => {
    const { experiment } = EXAMPLES.decidedShip;
    const until = experiment.decision.record?.undoUntil ?? 0;
    expect(answer(experiment, byBot({ name: 'startCleanUp' }, until - 1))).toBe('too-early');
    expect(answer(experiment, byBot({ name: 'startCleanUp' }, until))).toEqual(['cleanUpStarted']);
  });

  it('can be tried again if its pull request is closed, and not while it is open', () => {
    const retry = byPriya({ name: 'retryCleanUp', message: null });
    expect(answer(EXAMPLES.cleanUpClosed.experiment, retry)).toEqual(['cleanUpRetried']);
    expect(answer(EXAMPLES.cleaningUp.experiment, retry)).toBe('already-done');
  });
});

describe('a pull request', () => {
  it('is closed only while it is open, and reopened only while it is closed', () => {
    const close = byBot({ name: 'recordClosure', number: 12 });
    const reopen = byBot({ name: 'recordReopening', number: 12 });
    expect(answer(EXAMPLES.implemented.experiment, close)).toEqual(['pullRequestClosed']);
    expect(answer(EXAMPLES.implemented.experiment, reopen)).toBe('already-done');
    expect(answer(EXAMPLES.closedUnmerged.experiment, close)).toBe('already-done');
    expect(answer(EXAMPLES.closedUnmerged.experiment, reopen)).toEqual(['pullRequestReopened']);
    expect(answer(EXAMPLES.merged.experiment, close)).toBe('already-done');
    expect(answer(EXAMPLES.merged.experiment, reopen)).toBe('already-done');
  });
});

describe('a vote', () => {
  it('against the recommendation is void once there is another look', () => {
    const { experiment } = EXAMPLES.overrideProposed;
    expect(experiment.decision.pendingOverride).not.toBeNull();
    const snapshot = snapshotOf({ day: 99, recommendation: 'ship' });
    const event = { type: 'looked', snapshot, asksForDecision: true } as const;
    const after = evolve(experiment, event, { key: experiment.key, version: 99, at: 1 });
    expect(after?.decision.pendingOverride).toBeNull();
  });

  it('needs no second one to switch off by either way that switches off', () => {
    const { experiment } = EXAMPLES.decisionKill;
    const end = byPriya({
      name: 'decide',
      decision: 'end-without-winner',
      planHash: designOf(experiment).planHash,
      snapshotHash: latestSnapshot(experiment)?.hash ?? '',
      flagVersion: experiment.flag?.version ?? '',
      reason: null,
      message: null,
    });
    expect(answer(experiment, end)).toEqual(['decided']);
    expect(answer(experiment, { ...end, decision: 'ship' })).toBe('needs-reason');
  });
});

describe('an approval', () => {
  it('counts for its own plan alone', () => {
    const { experiment } = EXAMPLES.highRisk;
    const design = designOf(experiment);
    const other = { person: 'p_tom', planHash: 'another', at: 1 };
    const approve = byPriya({ name: 'approve', planHash: design.planHash, message: null });
    for (const [approvals, complete] of [
      [[other], false],
      [[{ ...other, planHash: design.planHash }], true],
    ] as const) {
      const decided = decide({ ...experiment, design: { ...design, approvals } }, approve);
      expect(decided).toMatchObject({ kind: 'ok', value: { events: [{ complete }] } });
    }
  });

  it('is void once changes are asked for', () => {
    const { experiment } = EXAMPLES.approvedOnce;
    expect(designOf(experiment).approvals).toHaveLength(1);
    const event = { type: 'changesRequested', comment: 'Smaller', by: 'p_sam' } as const;
    const after = evolve(experiment, event, { key: experiment.key, version: 99, at: 1 });
    expect(after?.design?.approvals).toEqual([]);
  });
});

describe('the canary', () => {
  it.each([
    [1, 0.05],
    [0.05, 0.05],
    [0.02, 0.02],
  ])('is no larger than the share that is asked for: of %d it is %d', (trafficShare, rollout) => {
    const { experiment } = EXAMPLES.merged;
    const { planHash } = designOf(experiment);
    const asked = { ...experiment, request: { ...experiment.request, trafficShare } };
    const launch = byPriya({ name: 'launch', planHash, conflicts: [], message: null });
    expect(decide(asked, launch)).toMatchObject({
      kind: 'ok',
      value: { effects: [{ kind: 'flag', act: { act: 'set', active: true, rollout } }, {}, {}] },
    });
  });
});
