import { describe, expect, it } from 'vitest';
import { decide } from '#domain/decide.ts';
import { holdingUp } from '#domain/delivery/dead-effects.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import { evolve } from '#domain/evolve.ts';
import type { DeadEffect, Experiment } from '#domain/experiment.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { PRIYA } from '#test/support/example-plans.ts';

function dead(kind: string, effect = 'gate:2:0'): DeadEffect {
  return { effect, kind, code: 'slack.unreachable', detail: 'Slack did not answer.' };
}

const STAMP: DeadEffect = { ...dead('stamp'), stamp: { message: 'gate:2:0', text: 'Approved' } };

function withDead({ experiment }: { experiment: Experiment }, ...deadEffects: DeadEffect[]): Experiment {
  return { ...experiment, deadEffects };
}

function kindsAfter(experiment: Experiment, event: ExperimentEvent): readonly string[] {
  const context = { key: experiment.key, version: experiment.version + 1, at: 1 };
  return evolve(experiment, event, context)?.deadEffects.map(({ kind }) => kind) ?? [];
}

function heldBy(experiment: Experiment): readonly string[] {
  return holdingUp(experiment).map(({ kind }) => kind);
}

describe('failed effects that a later act overtook', () => {
  const stuck = withDead(EXAMPLES.inReview, dead('design'), dead('post'), dead('flag'));

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
  ])('%j drops the dead %s', (event, kind) => {
    expect(kindsAfter(withDead(EXAMPLES.running, dead(kind), dead('post')), event)).toEqual(['post']);
  });
});

describe('what holds an experiment up', () => {
  it('is the work, the flag and the messages that are missing while it goes on', () => {
    const { flagEffect } = EXAMPLES.running.experiment;
    const flag = dead('flag', 'gate:99:0');
    const all = withDead(EXAMPLES.running, dead('implement'), dead('post'), flag);
    expect(heldBy(all)).toEqual(['implement', 'post', 'flag']);
    expect(heldBy({ ...all, deadEffects: [dead('flag', 'gate:1:0')] })).toEqual(
      flagEffect === null ? ['flag'] : [],
    );
  });

  it('is no stamp that was let be, and no edit of a card, but the card that everything stands behind', () => {
    expect(heldBy(withDead(EXAMPLES.running, STAMP, dead('card', 'gate:7:3')))).toEqual([]);
    expect(heldBy(withDead(EXAMPLES.running, dead('stamp')))).toEqual(['stamp']);
    expect(heldBy(withDead(EXAMPLES.proposed, dead('card', 'gate:1:0')))).toEqual(['card']);
  });

  it('is nothing but a flag once it is over', () => {
    const all = [dead('post'), dead('design'), dead('flag', 'gate:99:0')];
    expect(heldBy({ ...withDead(EXAMPLES.cancelled, ...all), flag: null })).toEqual([]);
    const left = { ...withDead(EXAMPLES.cancelled, ...all), flag: EXAMPLES.running.experiment.flag };
    expect(heldBy(left)).toEqual(['flag']);
  });
});

it('a dead stamp is made anew if a person tries again', () => {
  const retry = { name: 'retryEffect', effect: STAMP.effect, message: null, actor: PRIYA, at: 1 } as const;
  expect(decide(withDead(EXAMPLES.running, STAMP), retry)).toMatchObject({
    kind: 'ok',
    value: { effects: [{ kind: 'stamp', message: 'gate:2:0', text: 'Approved' }, { kind: 'card' }] },
  });
});
