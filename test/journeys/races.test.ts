import { describe, expect, it, vi } from 'vitest';
import { DAY } from '#shared/clock.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { deciding } from '#test/support/journey-stages.ts';
import { PATIENT } from '#test/support/patience.ts';

describe('what people do at the same time', () => {
  it('an edit while the agents are at work gives the plan of the edited request', () =>
    withJourney(async (journey) => {
      const { slack, model } = journey.running.sandbox;
      model?.fail({ kind: 'refuses', times: 1, role: 'supervisor' });
      const key = await journey.propose('mia');
      const failed = await journey.spot(key, 'edit_request');
      slack.setLatency(100);
      const working = journey.press('sam', key, 'retry_design');
      await vi.waitFor(() => expect(model?.requests().at(-1)?.role).toBe('designer'), PATIENT);
      await slack.as('mia').press(failed, { actionId: 'edit_request' });
      const form = await vi.waitFor(() => journey.modal('mia'), PATIENT);
      await slack.as('mia').submitModal(form, { smallestLift: '6' });
      await working;
      slack.setLatency(0);
      await journey.running.settle();
      const { request, design, status } = await journey.load(key);
      const plan = design?.plan ?? null;
      expect([status, request.smallestLift, plan?.request.smallestLift]).toEqual(['in-review', 0.06, 0.06]);
    }));

  it('two approvers who press at once give one approval and one pull request', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      const plan = await journey.spot(key, 'approve_plan');
      await Promise.all([
        journey.pressOn('priya', plan, 'approve_plan'),
        journey.pressOn('sam', plan, 'approve_plan'),
      ]);
      const { design, status } = await journey.load(key);
      expect([design?.approvals.length, status]).toEqual([1, 'implemented']);
      expect(await journey.running.sandbox.github.listPulls()).toHaveLength(1);
      const refusal = expect.stringContaining('Approving is not possible now');
      await vi.waitFor(() => {
        const told = [journey.told('priya'), journey.told('sam')].filter((text) => text !== '');
        expect(told).toEqual([refusal]);
      }, PATIENT);
    }));

  it('a decision and a pause at once leave one of the two, and the flag with it', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      await Promise.all([journey.press('priya', key, 'decide_kill'), journey.command('ada', `pause ${key}`)]);
      const { status } = await journey.load(key);
      expect(['decided', 'paused']).toContain(status);
      expect(journey.running.sandbox.posthog.flags()[0]?.active).toBe(false);
    }));

  it('a cancel while the implementer is at work leaves no experiment that goes on', () =>
    withJourney(async (journey) => {
      const { slack, model } = journey.running.sandbox;
      const key = await journey.propose('mia');
      slack.setLatency(100);
      const working = journey.press('priya', key, 'approve_plan');
      await vi.waitFor(() => expect(model?.requests().at(-1)?.role).toBe('implementer'), PATIENT);
      await slack.as('mia').command('/experiment', `cancel ${key} too late`, { channel: 'growth' });
      await working;
      slack.setLatency(0);
      await journey.running.settle();
      expect((await journey.load(key)).status).toBe('cancelled');
      const pulls = await journey.running.sandbox.github.listPulls();
      const said = (await journey.thread(key)).join('\n');
      // Where the pull request was opened all the same, the thread tells of it, so that it can be closed.
      for (const { number } of pulls) expect(said).toContain(`#${number}`);
    }));

  it('a pause while a decision is due leaves the decision to be made', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      await journey.command('ada', `pause ${key}`);
      await journey.running.advance(DAY);
      await journey.command('sam', `resume ${key}`);
      await journey.running.advance(DAY);
      await journey.press('priya', key, 'decide_kill');
      expect((await journey.load(key)).status).toBe('decided');
    }));
});
