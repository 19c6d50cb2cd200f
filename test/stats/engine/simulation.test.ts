import { describe, expect, test } from 'vitest';
import { MARGIN, RATES, simulate, slackOf } from './eight-looks.ts';

// Seeded, so nothing here can flicker; the slack is three standard errors of a share over the runs.
const RUNS = 200;
const slack = (share: number) => slackOf(share, RUNS);

describe('eight daily looks through analyze', () => {
  test('find an effect that is not there in 5 % of experiments at most, and no harm', () => {
    const seen = simulate({ rate: RATES.controlRate, guardrail: 0 }, RUNS, 7);
    expect(seen.better + seen.worse).toBeLessThanOrEqual(0.05 + slack(0.05));
    expect(seen.better + seen.worse).toBeGreaterThan(0.05 - slack(0.05));
    expect(seen.harmFirst).toBeLessThanOrEqual(0.025);
    expect(seen.harmGoal).toBe(0);
    expect(seen.plainBeforeEnd).toBe(0);
  });

  test('at the margin itself call a guardrail non-inferior, or harmful, in 2.5 % at most', () => {
    const seen = simulate({ rate: RATES.controlRate, guardrail: -MARGIN }, RUNS, 8);
    expect(seen.passedGuardrail).toBeLessThanOrEqual(0.025 + slack(0.025));
    expect(seen.passedGuardrail).toBeGreaterThan(0.025 - slack(0.025));
    expect(seen.harmFirst).toBeLessThanOrEqual(0.025);
  });

  test('find the planned effect as often as planned, with the size that looks cost', () => {
    const seen = simulate({ rate: RATES.treatmentRate, guardrail: 0 }, RUNS, 9);
    expect(Math.abs(seen.better - RATES.power)).toBeLessThan(slack(RATES.power));
    expect(seen.worse).toBeLessThan(0.001);
  });
});
