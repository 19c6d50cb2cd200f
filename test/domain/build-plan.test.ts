import { describe, expect, it } from 'vitest';
import { buildPlan, PLAN_DEFAULTS, type PlanInput } from '#domain/design/build-plan.ts';
import { planViolations } from '#domain/design/policy.ts';
import type { Plan } from '#domain/plan.ts';
import { planHash } from '#domain/plan.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import { GATE_BASELINE, GATE_KEY, GATE_PROPOSAL, GATE_REQUEST } from '#test/support/example-plans.ts';

const { metrics: CATALOGUE } = EXAMPLE_SETTINGS;

const INPUT: PlanInput = {
  key: GATE_KEY,
  request: GATE_REQUEST,
  proposal: GATE_PROPOSAL,
  template: 'onboarding',
  catalogue: CATALOGUE,
  baseline: GATE_BASELINE,
};

function built(change: Partial<PlanInput> = {}): Plan {
  const result = buildPlan({ ...INPUT, ...change });
  if (result.kind === 'refused') throw new Error(result.problem);
  return result.value;
}

function problem(change: Partial<PlanInput>): string {
  const result = buildPlan({ ...INPUT, ...change });
  return result.kind === 'refused' ? result.problem : 'built';
}

const request = (change: Partial<PlanInput['request']>) => ({ request: { ...GATE_REQUEST, ...change } });
const proposal = (change: Partial<PlanInput['proposal']>) => ({ proposal: { ...GATE_PROPOSAL, ...change } });

describe('buildPlan', () => {
  it('takes words from the design, choices from the request and numbers from the statistics', () => {
    const plan = built();
    expect(plan).toMatchObject({
      title: GATE_PROPOSAL.title,
      flagKey: GATE_KEY,
      goal: { key: 'retention_7d' },
      alpha: 0.05,
      power: 0.8,
      lookCadence: 'weekly',
      sizing: { days: 22, waitDays: 8, plannedLooks: 2 },
    });
    expect(planViolations(plan)).toEqual([]);
  });

  it('protects what was asked for, and what the designer says only if nothing was', () => {
    expect(built().guardrails.map(({ metric }) => metric.key)).toEqual(['revenue_per_user', 'crash_rate']);
    const free = built({
      ...request({ guardrailMetrics: [] }),
      ...proposal({ guardrailMetrics: ['crash_rate', 'crash_rate', 'retention_7d', 'made_up'] }),
    });
    expect(free.guardrails.map(({ metric, margin }) => [metric.key, margin])).toEqual([
      ['crash_rate', PLAN_DEFAULTS.margin],
    ]);
  });

  it('takes error rates and margins from the settings, and the margin of a metric before theirs', () => {
    const catalogue = CATALOGUE.map((one) => (one.key === 'crash_rate' ? { ...one, margin: 0.2 } : one));
    const defaults = { alpha: 0.01, power: 0.9, margin: 0.03 };
    const plan = built({ catalogue, defaults });
    expect(plan).toMatchObject({ alpha: 0.01, power: 0.9 });
    expect(plan.guardrails.map(({ margin }) => margin)).toEqual([0.03, 0.2]);
    expect(plan.sizing.unitsPerVariant).toBeGreaterThan(built().sizing.unitsPerVariant);
  });

  it('watches each other metric once, and none that decides already', () => {
    const keys = ['retention_1d', 'retention_7d', 'crash_rate', 'retention_1d', 'made_up'];
    expect(built(proposal({ secondaryMetrics: keys })).secondary.map(({ key }) => key)).toEqual([
      'retention_1d',
    ]);
  });

  it('names one treatment plainly and several by number, with the shares in order', () => {
    const several = built({
      ...request({ split: [0.6, 0.3, 0.1], smallestLift: 0.2 }),
      ...proposal({ treatmentDescriptions: ['Level 35', 'Level 40'] }),
    });
    expect(built().variants.map(({ key }) => key)).toEqual(['control', 'treatment']);
    expect(several.variants.map(({ key, role, allocation }) => [key, role, allocation])).toEqual([
      ['control', 'control', 0.6],
      ['treatment-1', 'treatment', 0.3],
      ['treatment-2', 'treatment', 0.1],
    ]);
  });

  it('has a hash that depends on everything that is approved', () => {
    const hash = planHash(built());
    expect(planHash(built())).toBe(hash);
    expect(planHash(built(proposal({ risks: [] })))).not.toBe(hash);
    expect(planHash(built(request({ smallestLift: 0.06 })))).not.toBe(hash);
  });

  it.each([
    ['a metric that is not there', request({ goalMetric: 'happiness' }), 'no metric "happiness"'],
    ['another number of treatments', proposal({ treatmentDescriptions: [] }), 'the design has 0'],
    [
      'a goal that never happens',
      { baseline: { ...GATE_BASELINE, mean: 0, variance: 0 } },
      '"7-day retention" was 0 over the last weeks',
    ],
    ['no traffic', { baseline: { ...GATE_BASELINE, unitsPerDay: 0 } }, 'There is no traffic'],
    [
      'a fall below nothing',
      request({ goalMetric: 'crash_rate', guardrailMetrics: [], smallestLift: 1.5 }),
      '"Crash rate" cannot fall by 150 %: a fall of 100 % leaves nothing.',
    ],
    [
      'a fall to nothing that is only to be seen',
      request({ goalMetric: 'crash_rate', guardrailMetrics: [], smallestLift: 0.5, expectedLift: 1 }),
      '"Crash rate" cannot fall by 100 %',
    ],
    [
      'a rise past all of them',
      { ...request({ smallestLift: 0.5 }), baseline: { ...GATE_BASELINE, mean: 0.8, variance: 0.16 } },
      '"7-day retention" cannot change that much',
    ],
  ])('refuses %s in a sentence', (_what, change, sentence) => {
    expect(problem(change)).toContain(sentence);
    expect(problem(change)).toMatch(/\.$/);
  });

  it('is sized for the lift to be able to see, and keeps the smallest worth having to decide by', () => {
    const small = built(request({ smallestLift: 0.05 }));
    const large = built(request({ smallestLift: 0.03, expectedLift: 0.05 }));
    expect(large.sizing).toEqual(small.sizing);
    expect(large.request.smallestLift).toBe(0.03);
  });
});
