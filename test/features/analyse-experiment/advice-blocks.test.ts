import { describe, expect, it } from 'vitest';
import { judge } from '#domain/decision/decision-rules.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Plan } from '#domain/plan.ts';
import { adviceBlocks } from '#features/analyse-experiment/advice-blocks.ts';
import type { Analysis, Comparison } from '#stats/engine/analysis.ts';
import type { SegmentDetail } from '#stats/engine/details.ts';
import { analysis, comparison, guardrail } from '#test/domain/example-analyses.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

const shown = EXAMPLES.decisionShip.experiment.looks.snapshots.at(-1) as AnalysisSnapshot;
const PLAN: Plan = {
  ...GATE_PLAN,
  sizing: {
    unitsPerVariant: 50_000,
    plannedUnits: 100_000,
    days: 14,
    plannedLooks: 2,
    method: 'm',
    inflation: 1,
  },
};
const safe = [guardrail('revenue_per_user', 'non-inferior'), guardrail('crash_rate', 'non-inferior')];
const broken = [guardrail('revenue_per_user', 'non-inferior'), guardrail('crash_rate', 'inferior')];
const look = (goal: Partial<Comparison>, guardrails: readonly Comparison[], final = false) =>
  analysis({ comparisons: [comparison(goal), ...guardrails], final });
function said(looked: Analysis, segments?: readonly SegmentDetail[]): string {
  const { details: _, ...rest } = shown;
  const details = segments === undefined ? {} : { details: { comparisons: [], segments } };
  const snapshot = { ...rest, ...details, analysis: looked, verdict: judge(PLAN, looked) };
  return JSON.stringify(adviceBlocks(PLAN, snapshot));
}

describe('advice beside a recommendation', () => {
  it('says what more units would bring before the end', () => {
    const promising = look({ statistic: 1.6, lift: 0.03 }, safe);
    expect(judge(PLAN, promising).recommendation).toBe('keep-running');
    expect(said(promising)).toMatch(
      /More units: if the effect stays as seen, the chance to prove it by the registered end is about 6\d %; with 129,\d{3} units, after 21 days, about 80 %\./,
    );
    expect(said(look({ statistic: 0.2, lift: 0.003 }, safe))).toBe('[]');
  });

  it('says how large a follow-up is, if the end leaves a lift worth having open', () => {
    const open = look({ lift: 0.03, liftInterval: { lower: -0.02, upper: 0.08 } }, safe, true);
    expect(said(open)).toContain(
      'Another try: a lift worth having is not ruled out. A follow-up that sees 5 % takes about 64,000 units, 14 days at this pace.',
    );
    expect(said(look({ lift: 0.01, liftInterval: { lower: -0.02, upper: 0.04 } }, safe, true))).toBe('[]');
  });

  it('names the guardrail that stops a better goal', () => {
    const stopped = look(
      { verdict: 'better', lift: 0.1, liftInterval: { lower: 0.02, upper: 0.18 } },
      broken,
    );
    expect(judge(PLAN, stopped).recommendation).toBe('kill');
    expect(said(stopped)).toContain(
      '7-day retention is proven better, but Crash rate is not proven to hold.',
    );
  });

  it('points to segments that differ, corrected for their number', () => {
    const by = (dimension: string, chance: number): SegmentDetail => ({
      ...{ dimension, shown: [], hidden: 0, effects: [] },
      heterogeneity: { treatment: chance },
    });
    const quiet = look({ lift: 0.01, liftInterval: { lower: -0.02, upper: 0.04 } }, safe, true);
    expect(said(quiet, [by('browser', 0.02), by('country', 0.9)])).toContain(
      'the effect differs by browser more than chance explains (p 0.0400, exploratory)',
    );
    expect(said(quiet, [by('browser', 0.03), by('country', 0.9)])).toBe('[]');
  });

  it('is silent if the data are not read, or a shipment is recommended', () => {
    const better = { verdict: 'better', lift: 0.1, liftInterval: { lower: 0.02, upper: 0.18 } } as const;
    expect(said(look(better, safe, true))).toBe('[]');
    const unread = { ...look(better, safe), health: { state: 'unhealthy' as const, checks: [] } };
    expect(said(unread)).toBe('[]');
  });
});
