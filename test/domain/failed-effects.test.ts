import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import { decide } from '#domain/decide.ts';
import { holdingUp, recordsToRetry } from '#domain/delivery/failed-effects.ts';
import type { FailedEffect } from '#domain/delivery/state.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import { evolve } from '#domain/evolve.ts';
import type { Experiment } from '#domain/experiment.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { PRIYA } from '#test/support/example-plans.ts';

function failed(kind: string, effect = 'gate:2:0'): FailedEffect {
  return { effect, kind, code: 'slack.unreachable', detail: 'Slack did not answer.' };
}

const STAMP: FailedEffect = { ...failed('stamp'), stamp: { message: 'gate:2:0', text: 'Approved' } };

function withFailed(
  { experiment }: { experiment: Experiment },
  ...failedEffects: FailedEffect[]
): Experiment {
  return { ...experiment, delivery: { ...experiment.delivery, failedEffects } };
}

function kindsAfter(experiment: Experiment, event: ExperimentEvent): readonly string[] {
  const context = { key: experiment.key, version: experiment.version + 1, at: 1 };
  return evolve(experiment, event, context)?.delivery.failedEffects.map(({ kind }) => kind) ?? [];
}

function evolved(experiment: Experiment, event: ExperimentEvent): Experiment {
  const after = evolve(experiment, event, { key: experiment.key, version: experiment.version + 1, at: 1 });
  if (after === null) throw new Error('nothing is left');
  return after;
}

function heldBy(experiment: Experiment): readonly string[] {
  return holdingUp(experiment).map(({ kind }) => kind);
}

describe('failed effects that a later act overtook', () => {
  const stuck = withFailed(EXAMPLES.inReview, failed('design'), failed('post'), failed('flag'));

  it.each<ExperimentEvent>([
    { type: 'requestEdited', request: stuck.request },
    { type: 'changesRequested', comment: 'Bigger', by: 'p_sam' },
    { type: 'designRetried' },
    { type: 'rejected', person: 'p_sam', reason: 'No' },
    { type: 'cancelled', person: 'p_sam', reason: 'No' },
  ])('no longer hold a design after $type, and the rest is kept', (event) => {
    expect(kindsAfter(stuck, event)).toEqual(['post', 'flag']);
  });

  it.each<[ExperimentEvent, string]>([
    [{ type: 'implementationRetried' }, 'implement'],
    [{ type: 'cleanUpRetried' }, 'clean-up'],
    [{ type: 'completed', mergedBy: null }, 'clean-up'],
  ])('%j drops the failed %s', (event, kind) => {
    expect(kindsAfter(withFailed(EXAMPLES.running, failed(kind), failed('post')), event)).toEqual(['post']);
  });
});

describe('what holds an experiment up', () => {
  it('is the work, the flag and the messages that are missing while it goes on', () => {
    const { flagEffect } = EXAMPLES.running.experiment.delivery;
    const flag = failed('flag', 'gate:99:0');
    const all = withFailed(EXAMPLES.running, failed('implement'), failed('post'), flag);
    expect(heldBy(all)).toEqual(['implement', 'post', 'flag']);
    expect(heldBy(withFailed({ experiment: all }, failed('flag', 'gate:1:0')))).toEqual(
      flagEffect === null ? ['flag'] : [],
    );
  });

  it('is no stamp that was let be, and no edit of a card, but the card that everything stands behind', () => {
    expect(heldBy(withFailed(EXAMPLES.running, STAMP, failed('card', 'gate:7:3')))).toEqual([]);
    expect(heldBy(withFailed(EXAMPLES.running, failed('stamp')))).toEqual(['stamp']);
    expect(heldBy(withFailed(EXAMPLES.proposed, failed('card', 'gate:1:0')))).toEqual(['card']);
  });

  it('is nothing but a flag once it is over', () => {
    const all = [failed('post'), failed('design'), failed('flag', 'gate:99:0')];
    expect(heldBy({ ...withFailed(EXAMPLES.cancelled, ...all), flag: null })).toEqual([]);
    const left = { ...withFailed(EXAMPLES.cancelled, ...all), flag: EXAMPLES.running.experiment.flag };
    expect(heldBy(left)).toEqual(['flag']);
  });
});

it('a failed record is told once while the bot makes it anew, and holds nothing up', () => {
  const record = (effect: string) =>
    ({ ...failed('record', effect), mayPass: true, wentOn: true }) satisfies FailedEffect;
  const dies = (effect: string) =>
    ({ name: 'recordEffectDeath', death: record(effect), actor: BOT, at: 1 }) as const;
  const first = decide(EXAMPLES.running.experiment, dies('gate:7:1'));
  expect(first).toMatchObject({ value: { effects: [{ topic: 'effect-failed' }, { kind: 'card' }] } });
  const died = evolved(EXAMPLES.running.experiment, { type: 'effectDied', death: record('gate:7:1') });
  expect([heldBy(died), recordsToRetry(died).length]).toEqual([[], 1]);
  const retried = (person: string | null) =>
    evolved(died, { type: 'effectRetried', effect: 'gate:7:1', person });
  expect(decide(retried(null), dies('gate:9:0'))).toMatchObject({ value: { effects: [{ kind: 'card' }] } });
  expect(decide(retried('p_sam'), dies('gate:9:0'))).toMatchObject({
    value: { effects: [{ topic: 'effect-failed' }, { kind: 'card' }] },
  });
  const again = { name: 'retryEffect', effect: 'gate:7:1', message: null, actor: BOT, at: 1 } as const;
  expect(decide(died, again)).toMatchObject({ value: { effects: [{ kind: 'record' }, { kind: 'card' }] } });
});

it('a failed stamp is made anew when a person tries again', () => {
  const retry = { name: 'retryEffect', effect: STAMP.effect, message: null, actor: PRIYA, at: 1 } as const;
  expect(decide(withFailed(EXAMPLES.running, STAMP), retry)).toMatchObject({
    kind: 'ok',
    value: { effects: [{ kind: 'stamp', message: 'gate:2:0', text: 'Approved' }, { kind: 'card' }] },
  });
});
