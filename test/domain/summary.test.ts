import { describe, expect, it } from 'vitest';
import { latestSnapshot } from '#domain/experiment.ts';
import { summarize } from '#domain/summary.ts';
import { addresseesOf, calledBy } from '#domain/waits/addressees.ts';
import { statusWords } from '#features/status-words.ts';
import { nextStep } from '#features/thread/next-step.ts';
import { DAY } from '#shared/clock.ts';
import { designFailed, EXAMPLES } from '#test/support/example-experiments.ts';
import { GATE_KEY, GATE_REQUEST, MARIA } from '#test/support/example-plans.ts';
import { goOn, step } from '#test/support/example-story.ts';

const line = (name: keyof typeof EXAMPLES) => summarize(EXAMPLES[name].experiment);

describe('summarize', () => {
  it('is what a list shows of an experiment', () => {
    const { experiment } = EXAMPLES.decisionShip;
    expect(line('decisionShip')).toEqual({
      key: experiment.key,
      version: experiment.version,
      status: 'deciding',
      title: 'Men’s e-mail to last year’s customers',
      surface: 'e-mail',
      repository: 'acme/shop',
      requester: 'p_maria',
      owner: 'p_maria',
      proposedAt: experiment.proposal.at,
      channel: 'C_GROWTH',
      threadTs: experiment.delivery.threadTs,
      openPullRequests: [],
      nextLookAt: (latestSnapshot(experiment)?.until ?? 0) + DAY,
      flagWaits: false,
      timing: { days: 7, share: 1, endsAt: null },
      waiting: { act: 'decide', since: latestSnapshot(experiment)?.at },
      calls: { who: 'approvers', barred: ['p_maria'] },
      recommendation: 'ship',
      decision: null,
    });
  });

  it('goes by the idea until there is a plan', () => {
    expect(line('proposed')).toMatchObject({ key: GATE_KEY, title: GATE_REQUEST.idea, recommendation: null });
  });

  it('says what keeps the agents from going on', () => {
    expect(line('proposed').stuck).toBeUndefined();
    expect(summarize(designFailed('objected', 'It hides the price.', 'policy').experiment).stuck).toBe(
      'needs-edit',
    );
    expect(summarize(designFailed('truncated', 'Too long.', 'designer').experiment).stuck).toBe(
      'agent-failed',
    );
    expect(line('implementationFailed').stuck).toBe('agent-failed');
  });

  it.each(['not-chosen', 'asks-edit'] as const)('says that the requester has to answer: %s', (reason) => {
    const { experiment } = designFailed(reason, 'Which of them is meant?', 'designer');
    const { stuck } = summarize(experiment);
    expect(stuck).toBe('asks-requester');
    expect(statusWords('draft', stuck)).toBe('planned (waits for the requester)');
    expect(nextStep(experiment)).toContain('Press Edit request in the thread');
  });

  it('says of a cancelled idea nothing about what kept the agents from going on', () => {
    const failed = designFailed('truncated', 'Too long.', 'designer');
    const { experiment } = goOn(failed, step(1, MARIA, { name: 'cancel', reason: 'No longer wanted' }));
    expect(summarize(experiment)).toMatchObject({ status: 'cancelled' });
    expect(summarize(experiment).stuck).toBeUndefined();
    expect(nextStep(experiment)).not.toContain('Try again');
  });

  it('names the pull requests that a merge may be told of', () => {
    expect(line('implemented').openPullRequests).toEqual([12]);
    expect(line('merged').openPullRequests).toEqual([]);
    expect(line('cleaningUp').openPullRequests).toEqual([13]);
    expect(line('completed').openPullRequests).toEqual([]);
  });

  it('says since when it has an outcome, and nothing before', () => {
    expect(line('decisionShip').outcomeAt).toBeUndefined();
    expect(line('decidedAgainst').outcomeAt).toBe(EXAMPLES.decidedAgainst.experiment.decision.record?.at);
    expect(line('undone').outcomeAt).toBeUndefined();
  });

  it.each(Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[])(
    'calls the same people as the experiment: %s',
    (name) => {
      const { experiment } = EXAMPLES[name];
      const { requester, owner, calls, waiting } = line(name);
      expect(calls === undefined).toBe(experiment.waiting === undefined);
      if (calls === undefined || owner === undefined || waiting == null) return;
      for (const approvers of [[], [owner], ['p_other'], ['p_other', 'p_third', requester]]) {
        expect(calledBy(calls, { requester, owner }, approvers)).toEqual(
          addresseesOf(experiment, waiting.act, approvers),
        );
      }
    },
  );

  it('keeps what people decided apart from what the rules recommended', () => {
    expect(line('decidedAgainst')).toMatchObject({ recommendation: 'kill', decision: 'ship' });
    expect(line('undone')).toMatchObject({ recommendation: 'ship', decision: null });
  });
});
