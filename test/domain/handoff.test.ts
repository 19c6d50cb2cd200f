import { expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import { decide } from '#domain/decide.ts';
import { holdingUp } from '#domain/delivery/failed-effects.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Afterwards } from '#domain/plan.ts';
import { DAY } from '#shared/clock.ts';
import { decision, EXAMPLES, untilRunning } from '#test/support/example-experiments.ts';
import { HILLSTROM, look } from '#test/support/example-looks.ts';
import { MAIL_KEY, MAIL_PLAN, PRIYA } from '#test/support/example-plans.ts';
import { goOn, START } from '#test/support/example-story.ts';

function shipped(afterwards: Afterwards): Experiment {
  const { running } = untilRunning(MAIL_KEY, { ...MAIL_PLAN, afterwards });
  return goOn(running, look(2, HILLSTROM), look(8, HILLSTROM), decision(8.1, PRIYA, 'ship')).experiment;
}

function withPlanOf(afterwards: Afterwards, experiment: Experiment): Experiment {
  const { design } = experiment;
  return design === null
    ? experiment
    : { ...experiment, design: { ...design, plan: { ...design.plan, afterwards } } };
}

function effectsOfCleanUp(experiment: Experiment): readonly string[] {
  const outcome = decide(experiment, { name: 'startCleanUp', actor: BOT, at: START + 100 * DAY });
  if (outcome.kind !== 'ok') throw new Error(outcome.problem.code);
  return outcome.value.effects.map(({ kind }) => kind);
}

it('a shipment to all at once is handed over when no undo can change it, if the plan says so', () => {
  expect(effectsOfCleanUp(shipped({ handoff: true, record: true }))).toEqual([
    ...['record', 'clean-up', 'handoff', 'card'],
  ]);
  expect(effectsOfCleanUp(shipped({ handoff: true, record: 'at-end' }))).toEqual([
    ...['clean-up', 'handoff', 'card'],
  ]);
  expect(effectsOfCleanUp(shipped({}))).toEqual(['clean-up', 'card']);
  expect(effectsOfCleanUp(withPlanOf({ handoff: true }, EXAMPLES.decidedKill.experiment))).toEqual([
    'clean-up',
    'card',
  ]);
});

it('a hand-off that failed holds nothing up', () => {
  const experiment = shipped({ handoff: true });
  const failure = { effect: `${MAIL_KEY}:9:0`, code: 'github.forbidden', detail: 'no' };
  const failed = (kind: string) => ({
    ...experiment,
    delivery: { ...experiment.delivery, failedEffects: [{ ...failure, kind }] },
  });
  expect(holdingUp(failed('handoff'))).toEqual([]);
  expect(holdingUp(failed('post'))).toHaveLength(1);
});
