import { describe, expect, it } from 'vitest';
import { judge } from '#domain/decision/decision-rules.ts';
import { ruleSetProblems } from '#domain/decision/rule-set-problems.ts';
import { judgeLook } from '#domain/looks/judge-look.ts';
import type { Plan } from '#domain/plan.ts';
import { headlineWords } from '#features/analyse-experiment/facts.ts';
import { SHIPPED_RULE_SETS } from '#settings/file/shipped-rules.ts';
import type { LookData, SegmentProof } from '#stats/engine/analysis.ts';
import type { LookSegment } from '#stats/engine/details.ts';
import { momentsFromCounts, momentsFromVariance } from '#stats/moments/moments.ts';
import { analysis, comparison, guardrail } from '#test/domain/example-analyses.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

const decisionRules = SHIPPED_RULE_SETS.find(({ name }) => name === 'explore');
if (decisionRules === undefined) throw new Error('no set explore');
const PLAN: Plan = {
  ...GATE_PLAN,
  dimensions: ['country'],
  secondary: [],
  decisionRules,
  sizing: { ...GATE_PLAN.sizing, plannedUnits: 100_000, plannedLooks: 1 },
};
const AUSTRIA: SegmentProof = {
  ...{ dimension: 'country', value: 'AT', variant: 'treatment' },
  ...{ lift: 0.081, adjustedPValue: 0.003 },
};
const safe = [guardrail('revenue_per_user', 'non-inferior'), guardrail('crash_rate', 'non-inferior')];
const small = comparison({ lift: 0.01, liftInterval: { lower: -0.02, upper: 0.03 } });
const END = { comparisons: [small, ...safe], final: true };
const DUG = { recommendation: 'dig-into-segments', rule: 'proven-in-a-segment', variant: 'treatment' };

describe('a segment that alone proves the goal better', () => {
  const open = comparison({ lift: 0.03, liftInterval: { lower: -0.02, upper: 0.08 } });
  it.each([
    ['if nothing is proven over all units', { ...END, segmentProofs: [AUSTRIA] }],
    ['before another try', { ...END, comparisons: [open, ...safe], segmentProofs: [AUSTRIA] }],
  ])('is followed up at the end %s', (_when, change) => {
    expect(judge(PLAN, analysis(change))).toMatchObject(DUG);
  });

  it.each([
    ['no segment proves anything', { ...END, segmentProofs: [] }],
    ['no segment was read', END],
    ['it is one of another treatment', { ...END, segmentProofs: [{ ...AUSTRIA, variant: 'another' }] }],
    ['the end is still to come', { ...END, final: false, segmentProofs: [AUSTRIA] }],
    ['too few units came', { ...END, decisionMinimumMet: false, segmentProofs: [AUSTRIA] }],
  ])('is not if %s', (_why, change) => {
    expect(judge(PLAN, analysis(change)).recommendation).not.toBe('dig-into-segments');
  });

  it('ships nothing, and stands behind a shipment and a harmed treatment', () => {
    const better = comparison({ verdict: 'better', lift: 0.1, liftInterval: { lower: 0.02, upper: 0.18 } });
    const shipped = analysis({ comparisons: [better, ...safe], final: true, segmentProofs: [AUSTRIA] });
    expect(judge(PLAN, shipped).recommendation).toBe('ship');
    const broken = [guardrail('revenue_per_user', 'inferior'), guardrail('crash_rate', 'non-inferior')];
    const harmed = analysis({ comparisons: [small, ...broken], final: true, segmentProofs: [AUSTRIA] });
    expect(judge(PLAN, harmed).recommendation).toBe('kill');
  });

  it('is nothing to sets that do not ask for it, and to older versions of the rules', () => {
    const look = analysis({ ...END, segmentProofs: [AUSTRIA] });
    for (const set of SHIPPED_RULE_SETS.filter(({ name }) => name !== 'explore')) {
      expect(judge({ ...PLAN, decisionRules: set }, look).recommendation).toBe(
        set.name === 'do-no-harm' ? 'ship' : 'end-without-winner',
      );
    }
    const fifth = judge(PLAN, look, 5);
    expect(fifth.criteria.map(({ key }) => key)).not.toContain('segment-proven');
    expect(fifth.criteria.find(({ key }) => key === 'extension-promising')?.text).toBe(
      'More units than planned would bring the proof with the power of the plan',
    );
  });

  it('can be asked for by a set of a team, with all that the product promises', () => {
    const row = { rule: 'dig', when: { 'registered-end': 'met' }, recommend: 'dig-into-segments' } as const;
    const asked = ruleSetProblems({ ...decisionRules, rows: [row, ...decisionRules.rows] });
    expect(asked.filter(({ row: index }) => index === 0).map(({ message }) => message)).toEqual([
      expect.stringContaining('`minimum-met: met`'),
      expect.stringContaining('`whole-weeks: met`'),
      expect.stringContaining('`treatment-harmed: not-met`'),
      expect.stringContaining('`goal-proven: not-met`'),
      expect.stringContaining('`segment-proven: met`'),
    ]);
  });

  it('is named beside the recommendation', () => {
    const look = analysis({ ...END, segmentProofs: [AUSTRIA] });
    const snapshot = { analysis: look, verdict: judge(PLAN, look) };
    expect(headlineWords(PLAN, { ...SNAPSHOT, ...snapshot })).toBe(
      '7-day retention is not proven better over all units, but it is in the segment country "AT" (+8.10 %, adjusted p 0.0030, exploratory). The rules recommend: end it without shipping and plan a follow-up in the segment that is proven better',
    );
  });
});

const SNAPSHOT = { ...{ hash: 'h', at: 0, from: 0, until: 1, scheduled: true }, narrative: null };

/** A whole look at the end from the units and events of each country, control first. */
function endOf(countries: Readonly<Record<string, readonly [Arm, Arm]>>) {
  const arms = Object.values(countries);
  const whole = (index: 0 | 1) =>
    arms.reduce<[number, number]>(([n, k], pair) => [n + pair[index][0], k + pair[index][1]], [0, 0]);
  const [control, treatment] = [whole(0), whole(1)];
  const both = <T>(of: (arm: Arm) => T) => ({ control: of(control), treatment: of(treatment) });
  const data: LookData = {
    ...{ look: 1, daysRunning: 28, final: true, multipleExposure: 0 },
    units: both(([n]) => n),
    moments: {
      [PLAN.goal.key]: both(([n, k]) => momentsFromCounts(n, k)),
      revenue_per_user: both(([n]) => momentsFromVariance(n, 2.4, 4)),
      crash_rate: both(([n]) => momentsFromCounts(n, Math.round(n * 0.03))),
    },
  };
  const segments = Object.entries(countries).map(
    ([value, [one, other]]): LookSegment => ({
      ...{ dimension: 'country', value, raw: {} },
      units: { control: one[0], treatment: other[0] },
      moments: { control: momentsFromCounts(...one), treatment: momentsFromCounts(...other) },
    }),
  );
  return { data, segments };
}
type Arm = readonly [units: number, events: number];

describe('the look at the registered end', () => {
  const split = {
    AT: [
      [10_000, 1_900],
      [10_000, 2_120],
    ],
    DE: [
      [40_000, 7_600],
      [40_000, 7_450],
    ],
  } as const;

  it('reads the registered segments, corrected, and the rules ask for a follow-up', () => {
    const { data, segments } = endOf(split);
    const judged = judgeLook(PLAN, { scheduled: true, segments }, data, { snapshots: [] });
    // By hand: rates 0.19 and 0.212, z = 0.022 / sqrt((0.19·0.81 + 0.212·0.788) / 10,000) = 3.883, p 1.03e-4, Holm over two.
    expect(judged.analysis.segmentProofs).toMatchObject([{ value: 'AT', variant: 'treatment' }]);
    expect(judged.analysis.segmentProofs?.[0]?.lift).toBeCloseTo(0.22 / 1.9, 9);
    expect(judged.analysis.segmentProofs?.[0]?.adjustedPValue).toBeCloseTo(2.06e-4, 5);
    expect(judged.verdict).toMatchObject(DUG);
    expect(judge(PLAN, judged.analysis)).toEqual(judged.verdict);
  });

  it.each([
    ['before the end', (data: LookData): LookData => ({ ...data, final: false })],
    [
      'of data that are not sound',
      (data: LookData): LookData => ({ ...data, units: { control: 50_000, treatment: 40_000 } }),
    ],
  ])('reads none %s', (_when, change) => {
    const { data, segments } = endOf(split);
    const judged = judgeLook(PLAN, { scheduled: true, segments }, change(data), { snapshots: [] });
    expect(judged.analysis.segmentProofs).toBeUndefined();
  });

  it('takes no segment that got worse, and none that the plan does not register', () => {
    const swapped = endOf({ AT: [split.AT[1], split.AT[0]], DE: [split.DE[1], split.DE[0]] });
    const before = { snapshots: [] };
    const kind = { scheduled: true, segments: swapped.segments };
    expect(judgeLook(PLAN, kind, swapped.data, before).analysis.segmentProofs).toEqual([]);
    const { dimensions: _, ...unregistered } = PLAN;
    const { data, segments } = endOf(split);
    const judged = judgeLook(unregistered, { scheduled: true, segments }, data, before);
    expect(judged.analysis.segmentProofs).toBeUndefined();
  });

  it('asks for a follow-up in at most 2.5 % of experiments without any effect', () => {
    const draw = normals(11);
    const rate = 0.19;
    const arm = (n: number): Arm => [n, Math.round(n * rate + Math.sqrt(n * rate * (1 - rate)) * draw())];
    const looks = 1_000;
    let dug = 0;
    for (let run = 0; run < looks; run += 1) {
      const sizes = { AT: 4_000, CH: 5_000, DE: 30_000, FR: 8_000, IT: 3_000 };
      const { data, segments } = endOf(
        Object.fromEntries(Object.entries(sizes).map(([value, n]) => [value, [arm(n), arm(n)]])),
      );
      const { verdict } = judgeLook(PLAN, { scheduled: true, segments }, data, { snapshots: [] });
      if (verdict.recommendation === 'dig-into-segments') dug += 1;
    }
    // Three standard errors of 1,000 runs are 1.5 %.
    expect(dug / looks).toBeLessThan(0.04);
    expect(dug).toBeGreaterThan(0);
  });
});

/** Standard normal numbers from a seed (Park, Miller; Box, Muller). */
function normals(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
