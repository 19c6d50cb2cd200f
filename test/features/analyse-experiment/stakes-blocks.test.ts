import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '#domain/decision/decision-rules.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Plan } from '#domain/plan.ts';
import { stakesBlocks } from '#features/analyse-experiment/stakes-blocks.ts';
import type { Analysis, Comparison } from '#stats/engine/analysis.ts';
import { analysis, anyAnalysis, comparison, guardrail } from '#test/domain/example-analyses.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

const shown = EXAMPLES.decisionShip.experiment.looks.snapshots.at(-1) as AnalysisSnapshot;
const PLAN: Plan = { ...GATE_PLAN, baseline: { ...GATE_PLAN.baseline, unitsPerDay: 1_000 } };
const safe = [guardrail('revenue_per_user', 'non-inferior'), guardrail('crash_rate', 'unproven')];

function said(plan: Plan, looked: Analysis): string {
  const snapshot = { ...shown, analysis: looked, verdict: judge(plan, looked) };
  return JSON.stringify(stakesBlocks(plan, snapshot));
}
/** A look whose goal has this effect, between these ends; the lift is ten times that. */
function look(effect: number, lower: number, upper: number, change: Partial<Comparison> = {}): Analysis {
  const goal = comparison({
    absoluteEffect: effect,
    absoluteInterval: { lower, upper },
    lift: effect * 10,
    liftInterval: { lower: lower * 10, upper: upper * 10 },
    ...change,
  });
  return analysis({ comparisons: [goal, ...safe], final: true });
}
const mean = (property: string | null): Plan => ({ ...PLAN, goal: { ...PLAN.goal, kind: 'mean', property } });

describe('what a decision means', () => {
  it.each([
    [
      'a gain',
      look(0.01, 0.002, 0.018),
      PLAN,
      'about 300 more units a month (60 to 540), 3,650 more units a year (730 to 6,570). 95 % intervals',
    ],
    [
      'a loss, its smaller end first',
      look(-0.01, -0.018, -0.002),
      PLAN,
      'about 300 fewer units a month (60 to 540)',
    ],
    ['both', look(0.01, -0.002, 0.022), PLAN, 'about 300 more units a month (60 fewer to 660 more)'],
    ['events', look(0.01, -0.002, 0.022), mean(null), 'about 300 more events a month'],
    [
      'a total',
      look(-0.01, -0.022, 0.002),
      mean('revenue'),
      'about 300 less in total a month (660 less to 60 more)',
    ],
  ])('is said per month and year: %s', (_what, looked, plan, words) => {
    expect(said(plan, looked)).toContain(words);
  });

  it('says how likely the lift is worth having, by which prior', () => {
    // The lift worth having, 5 %, is the estimate.
    expect(said(PLAN, look(0.005, 0.001, 0.009))).toContain(
      'The chance that the lift is at least 5 % is about 50 % (flat prior, decides nothing).',
    );
  });

  it('says what is not proven, and whether the plan asks for it', () => {
    const watched: Plan = {
      ...PLAN,
      guardrails: PLAN.guardrails.map((one) => ({ ...one, sizedFor: false })),
    };
    expect(said(PLAN, look(0.01, 0.002, 0.018))).toContain('Crash rate is not proven to hold.');
    expect(said(watched, look(0.01, 0.002, 0.018))).toContain(
      'Crash rate is not proven to hold, which the plan does not ask for.',
    );
  });

  it('says nothing of data that are not read', () => {
    const unread = { ...look(0.01, 0.002, 0.018), health: { state: 'unhealthy' as const, checks: [] } };
    expect(said(PLAN, unread)).toBe('[]');
    expect(said(PLAN, { ...look(0.01, 0.002, 0.018), show: 'progress' })).toBe('[]');
  });

  it('has words for every look', () => {
    fc.assert(
      fc.property(anyAnalysis, (looked) => {
        expect(said(GATE_PLAN, looked)).not.toMatch(/NaN|Infinity|undefined|null/);
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});
