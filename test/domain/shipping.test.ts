import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import type { Command } from '#domain/command.ts';
import { decide } from '#domain/decide.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { settingAt } from '#domain/launch/setting-now.ts';
import {
  nextShipmentReadingAt,
  planOfShipment,
  shipmentSteps,
  shipmentTimes,
  shippedShare,
} from '#domain/shipping/shipment-steps.ts';
import { summarize } from '#domain/summary.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { decision, EXAMPLES, untilRunning } from '#test/support/example-experiments.ts';
import { HILLSTROM, look } from '#test/support/example-looks.ts';
import { MAIL_KEY, MAIL_PLAN, MARIA, PRIYA, TOM } from '#test/support/example-plans.ts';
import { goOn, START, type Story, step } from '#test/support/example-story.ts';

const afterwards = {
  steps: [
    { share: 0.2, days: 1 },
    { share: 0.75, days: 2 },
  ],
  holdback: { share: 0.1, weeks: 2 },
};
const deciding = goOn(
  untilRunning(MAIL_KEY, { ...MAIL_PLAN, afterwards }).running,
  look(2, HILLSTROM),
  look(8, HILLSTROM),
);
const shipped = goOn(deciding, decision(8.1, PRIYA, 'ship'));
const SHIPPED_AT = START + 8.1 * DAY;

type Change = { readonly unsound?: true; readonly harm?: true };

function reading(experiment: Experiment, until: number, { unsound, harm }: Change = {}) {
  const seen = latestSnapshot(experiment);
  if (seen === null) throw new Error('no look');
  const state = unsound ? 'unhealthy' : 'healthy';
  const analysis = { ...seen.analysis, health: { ...seen.analysis.health, state } } as typeof seen.analysis;
  const proof = harm ? { metric: 'unsubscribe_rate', variant: 'treatment' } : null;
  const verdict = { ...seen.verdict, harm: proof };
  const from = shipmentTimes(experiment)?.from ?? 0;
  const snapshot = { ...seen, hash: `${until}`, at: until, from, until, scheduled: false, analysis, verdict };
  return { name: 'recordShipmentReading', snapshot, actor: BOT, at: until } as const;
}

function read(story: Story, until: number, change: Change = {}): Story {
  return goOn(story, (experiment) => reading(experiment, until, change));
}

const endOf = (story: Story) => shipmentTimes(story.experiment)?.end ?? 0;
const atEnd = (story: Story, change: Change = {}) => read(story, endOf(story), change);

describe('the steps of a shipment', () => {
  it('leave out what the units have already, and end with the holdback', () => {
    expect(shipmentSteps(deciding.experiment, 'treatment')).toEqual([
      { share: 0.75, days: 2 },
      { share: 0.9, days: 14, holdback: true },
    ]);
    expect(shipmentSteps(EXAMPLES.decisionShip.experiment, 'treatment')).toEqual([]);
  });

  it('give the rest to the control, at 100 % rollout, and to no other treatment', () => {
    expect(shipped.experiment.flag).toMatchObject({
      ...{ active: true, rollout: 1 },
      allocation: { control: 0.25, treatment: 0.75 },
    });
    expect(EXAMPLES.decidedShip.experiment.shipping).toBeUndefined();
    expect(EXAMPLES.decidedShip.experiment.flag?.allocation).toEqual({ control: 0, treatment: 1 });
  });

  it('are read every six hours from an hour on, and at their end', () => {
    expect(nextShipmentReadingAt(shipped.experiment)).toBe(SHIPPED_AT + 7 * HOUR);
    expect(summarize(shipped.experiment).shipmentReadingAt).toBe(SHIPPED_AT + 7 * HOUR);
    const late = read(shipped, SHIPPED_AT + 45 * HOUR);
    expect(nextShipmentReadingAt(late.experiment)).toBe(SHIPPED_AT + 48 * HOUR);
    const held = atEnd(shipped, { unsound: true });
    expect(nextShipmentReadingAt(held.experiment)).toBe(SHIPPED_AT + 54 * HOUR);
  });

  it('are read by the shares of the step, and share alpha', () => {
    const plan = planOfShipment(shipped.experiment);
    expect(plan.variants.map(({ key, allocation }) => [key, allocation])).toEqual([
      ['control', 0.25],
      ['treatment', 0.75],
    ]);
    expect([plan.alpha, plan.secondary]).toEqual([MAIL_PLAN.alpha / 2, []]);
  });

  it('follow each other, and the clean-up waits for the last', () => {
    const startCleanUp = (story: Story) =>
      decide(story.experiment, { name: 'startCleanUp', actor: BOT, at: START + 100 * DAY });
    const second = atEnd(shipped);
    expect([second.experiment.shipping?.step, shippedShare(second.experiment)]).toEqual([1, 0.9]);
    expect(startCleanUp(second)).toMatchObject({ kind: 'refused', problem: { code: 'too-early' } });
    const all = atEnd(second);
    expect([all.experiment.shipping?.step, all.experiment.flag?.allocation]).toEqual([
      2,
      { control: 0, treatment: 1 },
    ]);
    expect([shipmentTimes(all.experiment), nextShipmentReadingAt(all.experiment)]).toEqual([null, null]);
    expect(startCleanUp(all).kind).toBe('ok');
  });

  it('last until the data are sound, and the thread hears of it once', () => {
    const held = atEnd(shipped, { unsound: true });
    const again = read(held, endOf(held) + 6 * HOUR, { unsound: true });
    expect(again.posts.filter(({ topic }) => topic === 'shipment-held')).toHaveLength(1);
    expect(again.experiment.shipping?.step).toBe(0);
    const onward = read(again, endOf(held) + 12 * HOUR);
    expect([onward.experiment.shipping?.step, onward.experiment.shipping?.heldTold]).toEqual([1, undefined]);
  });

  it('hand the change over once, with their first reading, if the plan says so', () => {
    const handed = goOn(
      untilRunning(MAIL_KEY, { ...MAIL_PLAN, afterwards: { ...afterwards, handoff: true } }).running,
      ...[look(2, HILLSTROM), look(8, HILLSTROM), decision(8.1, PRIYA, 'ship')],
    );
    const kinds = (story: Story, command: Command) => {
      const decided = decide(story.experiment, command);
      return decided.kind === 'ok' ? decided.value.effects.map(({ kind }) => kind) : [];
    };
    const at = SHIPPED_AT + 7 * HOUR;
    expect(kinds(handed, reading(handed.experiment, at))).toContain('handoff');
    expect(kinds(handed, reading(handed.experiment, at, { harm: true }))).not.toContain('handoff');
    expect(kinds(shipped, reading(shipped.experiment, at))).not.toContain('handoff');
    const end = endOf(handed);
    expect(kinds(handed, reading(handed.experiment, end))).toEqual(['flag', 'post', 'handoff', 'card']);
    const second = atEnd(handed);
    expect(kinds(second, reading(second.experiment, endOf(second)))).not.toContain('handoff');
    const clean = { name: 'startCleanUp', actor: BOT, at: START + 100 * DAY } as const;
    expect(kinds(atEnd(second), clean)).not.toContain('handoff');
  });

  it('end in the control if harm is proven', () => {
    const { experiment, posts } = read(shipped, SHIPPED_AT + 7 * HOUR, { harm: true });
    expect([experiment.status, experiment.flag?.active, experiment.looks.harm]).toEqual([
      'killed',
      false,
      'unsubscribe_rate',
    ]);
    expect(experiment.decision.record).toBeNull();
    expect(experiment.shipping?.takenBack?.decision).toBe('ship');
    expect(posts.at(-1)?.topic).toBe('shipment-taken-back');
    expect(summarize(experiment).shipmentReadingAt).toBeUndefined();
  });

  it('take no reading of another step, and none twice', () => {
    const { experiment } = shipped;
    const old = reading(experiment, endOf(shipped));
    const refusal = (one: Experiment, command: typeof old) => {
      const decided = decide(one, command);
      return decided.kind === 'ok' ? 'taken' : decided.problem.code;
    };
    expect(refusal(experiment, old)).toBe('taken');
    expect(refusal(atEnd(shipped).experiment, old)).toBe('already-done');
    expect(
      refusal(read(shipped, SHIPPED_AT + 7 * HOUR).experiment, reading(experiment, SHIPPED_AT + 7 * HOUR)),
    ).toBe('already-done');
    expect(refusal(deciding.experiment, old)).toBe('not-now');
  });

  it('rest while the shipment is paused, and begin anew when it goes on', () => {
    const paused = goOn(shipped, step(9, MARIA, { name: 'pause', reason: 'x' }));
    expect([shipmentTimes(paused.experiment), nextShipmentReadingAt(paused.experiment)]).toEqual([
      null,
      null,
    ]);
    const resumed = goOn(paused, step(12, TOM, { name: 'resume', message: null }));
    expect(shipmentTimes(resumed.experiment)?.end).toBe(START + 14 * DAY);
    expect(resumed.experiment.flag?.allocation).toEqual({ control: 0.25, treatment: 0.75 });
    expect(settingAt(resumed.experiment, 'decided').allocation).toEqual({ control: 0.25, treatment: 0.75 });
  });

  it('are forgotten with an undo, and end if a flag that was changed by hand is accepted', () => {
    const undone = goOn(shipped, step(8.11, TOM, { name: 'undo', message: null }));
    expect([undone.experiment.shipping, undone.experiment.flag?.allocation]).toEqual([
      null,
      deciding.experiment.flag?.allocation,
    ]);
    const byHand = goOn(shipped, (experiment) => ({
      name: 'recordTampering',
      known: experiment.flag?.version ?? '',
      found: experiment.flag && {
        ...experiment.flag,
        version: 'by hand',
        allocation: { control: 0, treatment: 1 },
      },
      by: null,
      actor: BOT,
      at: SHIPPED_AT + HOUR,
    }));
    expect(shipmentTimes(byHand.experiment)).toBeNull();
    const accepted = goOn(
      byHand,
      step(8.2, TOM, { name: 'acceptFlag', flagVersion: 'by hand', message: null }),
    );
    expect([accepted.experiment.shipping?.step, shipmentTimes(accepted.experiment)]).toEqual([2, null]);
  });
});
