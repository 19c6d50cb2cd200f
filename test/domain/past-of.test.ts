import { describe, expect, it } from 'vitest';
import { pastOf } from '#domain/memory/past-of.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

const past = (name: keyof typeof EXAMPLES) => pastOf(EXAMPLES[name].experiment);

describe('pastOf', () => {
  it('remembers nothing before there is an outcome', () => {
    expect(past('proposed')).toBeNull();
    expect(past('inReview')).toBeNull();
    expect(past('running')).toBeNull();
    expect(past('decisionKill')).toBeNull();
  });

  it('holds the goal’s effect with its interval, as the look behind the decision measured it', () => {
    expect(past('killedAndClean')).toMatchObject({
      title: GATE_PLAN.title,
      surface: GATE_PLAN.request.surface,
      goalMetric: GATE_PLAN.goal.key,
      outcome: 'harmful',
      effect: { relative: expect.closeTo(-0.043, 3) },
      channel: 'C_GROWTH',
    });
    const effect = past('killedAndClean')?.effect;
    expect(effect?.low).toBeLessThan(effect?.relative ?? Number.NaN);
    expect(effect?.high).toBeGreaterThan(effect?.relative ?? Number.NaN);
  });

  it('says how each of them ended', () => {
    expect(past('decidedShip')?.outcome).toBe('shipped');
    expect(past('decidedAgainst')?.outcome).toBe('shipped');
    expect(past('decidedEnd')?.outcome).toBe('inconclusive');
    expect(past('harmed')).toMatchObject({ outcome: 'harmful', effect: null });
    expect(past('rejected')).toMatchObject({ outcome: 'cancelled', effect: null });
  });

  it('keeps the moment of a stop for harm while its code is cleaned up', () => {
    expect(past('harmedAndClean')?.endedAt).toBe(past('harmed')?.endedAt);
    expect(EXAMPLES.harmedAndClean.experiment.ended?.at).toBeGreaterThan(past('harmed')?.endedAt ?? 0);
  });

  it('learns the reason of the people, or else what the report says', () => {
    expect(past('decidedAgainst')?.learning).toContain('we accept the loss');
    expect(past('decidedShip')?.learning).toContain('The men’s e-mail brings');
    expect(past('decidedEnd')?.learning).toBeNull();
  });

  it('names no person', () => {
    const { experiment } = EXAMPLES.decidedShip;
    const request = { ...experiment.request, idea: 'As <@p_ab12> said: send it.' };
    expect(pastOf({ ...experiment, request })?.idea).toBe('As a person said: send it.');
    const masked = { ...experiment.request, idea: 'Ask [email removed, p_ab12] first.' };
    expect(pastOf({ ...experiment, request: masked })?.idea).toBe('Ask [email removed] first.');
  });
});
