import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import { decide } from '#domain/decide.ts';
import { designOf, type Experiment, launchOf } from '#domain/experiment.ts';
import { hasNewFailure } from '#domain/launch/check-keys.ts';
import type { RampStep } from '#domain/launch/launch-plan.ts';
import { presentStep, rampExposure, rampSteps, stepSince } from '#domain/launch/ramp.ts';
import { outsidePerInside } from '#domain/looks/without-variant.ts';
import { DAY } from '#shared/clock.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { MARIA, TOM } from '#test/support/example-plans.ts';
import { goOn, START, step } from '#test/support/example-story.ts';

const MET = [{ key: 'split', met: true, text: 'The split is as planned.' }];
const UNMET = [{ key: 'split', met: false, text: 'The split is not as planned.' }];
const checked = (days: number, checks = MET) => step(days, BOT, { name: 'recordVerification', checks });
const refusal = (experiment: Experiment, days: number) => {
  const at = START + days * DAY;
  const decided = decide(experiment, { name: 'recordVerification', checks: MET, actor: BOT, at });
  return decided.kind === 'refused' ? decided.problem.code : null;
};

/** The shares of a launch with these steps, for so much of the traffic. */
function shares(steps: readonly RampStep[] | null, trafficShare: number): readonly number[] {
  const { request } = EXAMPLES.launched.experiment;
  const { plan, ...rest } = designOf(EXAMPLES.launched.experiment);
  const launch = steps === null ? {} : { launch: { steps } };
  const changed = { ...rest, plan: { ...plan, ...launch } };
  return rampSteps({ design: changed, request: { ...request, trafficShare } }).map(({ share }) => share);
}

describe('the steps of a launch', () => {
  it('are a canary of 5 % if the plan names none, and never above the share of the traffic', () => {
    expect(shares(null, 1)).toEqual([0.05]);
    expect(shares(null, 0.02)).toEqual([0.02]);
    const steps = [0.05, 0.1, 0.5, 1].map((share) => ({ share, days: 1 }));
    expect(shares(steps, 1)).toEqual([0.05, 0.1, 0.5]);
    expect(shares(steps, 0.3)).toEqual([0.05, 0.1]);
    expect(shares(steps, 0.1)).toEqual([0.05]);
    expect(shares([{ share: 1, days: 0 }], 1)).toEqual([1]);
  });

  it('follow each other when their checks are met and their days are over, and then it runs', () => {
    const raised = EXAMPLES.rampRaised;
    expect(raised.experiment).toMatchObject({ status: 'verifying', flag: { active: true, rollout: 0.1 } });
    expect(presentStep(raised.experiment)).toMatchObject({ number: 2, steps: 2, share: 0.1, next: null });
    expect(refusal(raised.experiment, 7.9)).toBe('too-early');
    const running = goOn(raised, checked(8)).experiment;
    expect(running).toMatchObject({ status: 'running', flag: { rollout: 1 } });
    expect(launchOf(running)).toMatchObject({ at: START + 0.95 * DAY, runningSince: START + 8 * DAY });
  });

  it('keep their split, whatever their share', () => {
    const split = EXAMPLES.rampLaunched.experiment.flag?.allocation;
    expect(EXAMPLES.rampRaised.experiment.flag?.allocation).toEqual(split);
    expect(goOn(EXAMPLES.rampRaised, checked(8)).experiment.flag?.allocation).toEqual(split);
  });

  it('wait while a check is not met, and go on by themselves', () => {
    const held = goOn(EXAMPLES.rampRaised, checked(2, UNMET));
    expect(held.posts.at(-1)?.topic).toBe('launch-not-verified');
    expect(held.experiment).toMatchObject({ status: 'verifying', launch: { told: ['split'] } });
    expect(goOn(held, checked(8.5)).experiment.status).toBe('running');
  });

  it('tell what waits for units after a day, and what is wrong at once', () => {
    const waiting = {
      key: 'split',
      met: false,
      waits: true,
      text: 'The split cannot be judged yet.',
    } as const;
    expect(hasNewFailure([waiting], [])).toBe(false);
    expect(hasNewFailure([{ key: 'exposures', met: false, text: '' }], [])).toBe(false);
    expect(hasNewFailure(UNMET, [])).toBe(true);
    expect(hasNewFailure(UNMET, ['split'])).toBe(false);
  });

  it('do not count a pause among their days, and come back with their own share', () => {
    const paused = goOn(
      EXAMPLES.rampRaised,
      step(2, MARIA, { name: 'pause', reason: '' }),
      step(5, TOM, { name: 'resume', message: null }),
    );
    expect(paused.experiment).toMatchObject({ status: 'verifying', flag: { active: true, rollout: 0.1 } });
    expect(refusal(paused.experiment, 10.9)).toBe('too-early');
    expect(refusal(paused.experiment, 11.1)).toBeNull();
  });

  it('say how many units they let in', () => {
    const { experiment } = EXAMPLES.rampRaised;
    const { at } = launchOf(experiment);
    const since = stepSince(launchOf(experiment));
    const until = since + 2 * DAY;
    const inside = 0.05 * (since - at) + 0.1 * 2 * DAY;
    expect(rampExposure(experiment, at, until)).toBeCloseTo(inside, 3);
    expect(outsidePerInside(experiment, until)).toBeCloseTo((until - at) / inside - 1, 9);
  });
});
