import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DECISION_RULES, judge } from '#domain/decision/decision-rules.ts';
import type { Plan } from '#domain/plan.ts';
import type { Analysis } from '#stats/engine/analysis.ts';
import { analysis, anyAnalysis, BROKEN, comparison, guardrail } from '#test/domain/example-analyses.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

const better = comparison({ verdict: 'better', absoluteEffect: 0.02, lift: 0.1 });
const slightlyBetter = comparison({ verdict: 'better', absoluteEffect: 0.004, lift: 0.02 });
const worse = comparison({ verdict: 'worse', absoluteEffect: -0.02, lift: -0.1 });
const safe = [guardrail('revenue_per_user', 'non-inferior'), guardrail('crash_rate', 'non-inferior')];
const unsure = [guardrail('revenue_per_user', 'unproven'), guardrail('crash_rate', 'non-inferior')];
const broken = [guardrail('revenue_per_user', 'inferior'), guardrail('crash_rate', 'non-inferior')];

const ROWS: readonly (readonly [rule: string, recommendation: string, analysis: Analysis])[] = [
  ['split-broken-at-the-end', 'end-without-winner', analysis({ health: BROKEN, final: true })],
  ['split-broken', 'keep-running', analysis({ health: BROKEN })],
  ['proven-and-safe', 'ship', analysis({ comparisons: [better, ...safe] })],
  ['goal-harmed', 'kill', analysis({ comparisons: [worse, ...safe] })],
  ['guardrail-broken', 'kill', analysis({ comparisons: [better, ...broken] })],
  [
    'proven-but-too-small',
    'end-without-winner',
    analysis({ comparisons: [slightlyBetter, ...safe], final: true }),
  ],
  ['nothing-proven', 'end-without-winner', analysis({ comparisons: [better, ...unsure], final: true })],
  ['not-yet', 'keep-running', analysis({ comparisons: [better, ...unsure] })],
];

describe('judge', () => {
  it.each(ROWS)('reaches the row %s and recommends %s', (rule, recommendation, look) => {
    expect(judge(GATE_PLAN, look)).toMatchObject({ rule, recommendation, harm: null });
  });

  it('has every row reached here', () => {
    expect(ROWS.map(([rule]) => rule)).toEqual(DECISION_RULES.map(({ rule }) => rule));
  });

  it('puts proven harm above the table', () => {
    const harm = [{ metric: 'crash_rate', variant: 'treatment', pValue: 0.001 }];
    for (const [, , look] of ROWS) {
      expect(judge(GATE_PLAN, { ...look, harm })).toMatchObject({
        recommendation: 'kill',
        rule: 'harm-proven',
        harm: { metric: 'crash_rate', variant: 'treatment' },
      });
    }
  });

  it.each([
    ['the minimum to decide is not met', { decisionMinimumMet: false }],
    ['the minimum to show is not met', { minimumMet: false }],
    ['effects are covered', { show: 'progress' as const }],
    ['the data are not sound', { health: { state: 'unhealthy' as const, checks: [] } }],
    ['a guardrail is missing', { comparisons: [better, ...safe.slice(1)] }],
    ['the goal could not be compared', { comparisons: safe }],
    ['the lift cannot be stated', { comparisons: [{ ...better, lift: null }, ...safe] }],
  ])('does not ship if %s', (_what, change) => {
    const look = analysis({ comparisons: [better, ...safe], ...change });
    expect(judge(GATE_PLAN, look).recommendation).toBe('keep-running');
    expect(judge(GATE_PLAN, { ...look, final: true }).recommendation).toBe('end-without-winner');
  });

  it.each([
    ['increase', 1],
    ['decrease', -1],
  ] as const)('takes a lift as worth having from exactly the smallest on: %s', (desiredDirection, sign) => {
    const { smallestLift } = GATE_PLAN.request;
    const plan: Plan = { ...GATE_PLAN, goal: { ...GATE_PLAN.goal, desiredDirection } };
    const at = (lift: number) =>
      judge(plan, analysis({ comparisons: [{ ...better, lift: sign * lift }, ...safe] })).recommendation;
    expect([at(smallestLift), at(smallestLift * (1 - 1e-9))]).toEqual(['ship', 'keep-running']);
  });

  it('never ships or kills on what is not proven, covered or unsound, whatever a look holds', () => {
    fc.assert(
      fc.property(anyAnalysis, (look) => {
        const { recommendation, harm, criteria, rule } = judge(GATE_PLAN, look);
        expect(harm === null).toBe(look.harm.length === 0);
        if (harm !== null) {
          expect(recommendation).toBe('kill');
          return;
        }
        expect(DECISION_RULES.map((row) => row.rule)).toContain(rule);
        if (look.final) expect(recommendation).not.toBe('keep-running');
        if (recommendation !== 'ship' && recommendation !== 'kill') return;
        expect(look).toMatchObject({ show: 'effects', minimumMet: true, decisionMinimumMet: true });
        expect(look.health.state).not.toBe('unhealthy');
        const states = new Map(criteria.map(({ key, state }) => [key, state]));
        expect(states.get('sample-ratio-ok')).not.toBe('not-met');
        if (recommendation === 'ship') {
          for (const key of ['goal-proven', 'lift-worth-having', 'guardrails-hold'])
            expect(states.get(key)).toBe('met');
        }
      }),
      { numRuns: 2_000, seed: 5 },
    );
  });

  it('gives the same verdict for the same look, with figures that survive JSON', () => {
    fc.assert(
      fc.property(anyAnalysis, (look) => {
        const verdict = judge(GATE_PLAN, look);
        expect(judge(GATE_PLAN, look)).toEqual(verdict);
        expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});

describe('the treatment that a verdict is about', () => {
  const two = (first: Partial<typeof better>, second: Partial<typeof better>) =>
    analysis({
      comparisons: [
        comparison({ variant: 'treatment-1', ...first }),
        comparison({ variant: 'treatment-2', ...second }),
      ],
    });

  it('is the one with the proven gain, then the one with the larger gain', () => {
    const proven = { verdict: 'better', absoluteEffect: 0.01, lift: 0.05 } as const;
    const larger = { verdict: 'unproven', absoluteEffect: 0.03, lift: 0.15 } as const;
    expect(judge(GATE_PLAN, two(larger, proven)).variant).toBe('treatment-2');
    expect(judge(GATE_PLAN, two({ absoluteEffect: 0.01 }, { absoluteEffect: 0.02 })).variant).toBe(
      'treatment-2',
    );
  });

  it('is never the one with the larger loss', () => {
    const loss = { absoluteEffect: -0.03, lift: -0.15 };
    const gain = { absoluteEffect: 0.01, lift: 0.05 };
    expect(judge(GATE_PLAN, two(loss, gain)).variant).toBe('treatment-2');
    const down: Plan = { ...GATE_PLAN, goal: { ...GATE_PLAN.goal, desiredDirection: 'decrease' } };
    expect(judge(down, two(loss, gain)).variant).toBe('treatment-1');
  });

  it('is no treatment while effects are hidden', () => {
    expect(judge(GATE_PLAN, analysis({ show: 'progress' })).variant).toBeNull();
  });
});

describe('several treatments', () => {
  const GAIN = { verdict: 'better', absoluteEffect: 0.02, lift: 0.1 } as const;
  const LARGER = { verdict: 'better', absoluteEffect: 0.04, lift: 0.2 } as const;
  const LOST = { verdict: 'worse', absoluteEffect: -0.02, lift: -0.1 } as const;
  const OPEN = { verdict: 'unproven', absoluteEffect: -0.03, lift: -0.15 } as const;
  type Arm = readonly [goal: Partial<typeof better>, guardrails: readonly (typeof better)[]];
  const looked = (arms: readonly Arm[], change: Partial<Analysis> = {}) =>
    judge(
      GATE_PLAN,
      analysis({
        comparisons: arms.flatMap(([goal, guardrails], index) =>
          [comparison(goal), ...guardrails].map((one) => ({ ...one, variant: `treatment-${index + 1}` })),
        ),
        ...change,
      }),
    );

  it('ships another one if a guardrail of the best is broken', () => {
    const verdict = looked([
      [LARGER, broken],
      [GAIN, safe],
    ]);
    expect(verdict).toMatchObject({
      recommendation: 'ship',
      variant: 'treatment-2',
      rule: 'proven-and-safe',
    });
  });

  it('ships the one whose guardrails hold, not one with a larger gain whose guardrails are not proven yet', () => {
    expect(
      looked([
        [LARGER, unsure],
        [GAIN, safe],
      ]),
    ).toMatchObject({ recommendation: 'ship', variant: 'treatment-2' });
    expect(
      looked([
        [LARGER, safe],
        [GAIN, safe],
      ]),
    ).toMatchObject({ recommendation: 'ship', variant: 'treatment-1' });
  });

  it('goes on while one can still ship, and kills nothing that is not proven harmful', () => {
    for (const arms of [
      [
        [LARGER, broken],
        [GAIN, unsure],
      ],
      [
        [LARGER, broken],
        [OPEN, safe],
      ],
      [
        [LOST, safe],
        [OPEN, unsure],
      ],
    ] as const) {
      expect(looked(arms)).toMatchObject({ recommendation: 'keep-running', variant: 'treatment-2' });
      const end = looked(arms, { final: true });
      expect(end).toMatchObject({ recommendation: 'end-without-winner', rule: 'nothing-proven' });
    }
  });

  it('kills if all are out of the race', () => {
    expect(
      looked([
        [LARGER, broken],
        [LOST, safe],
      ]),
    ).toMatchObject({ recommendation: 'kill', variant: 'treatment-1' });
    expect(
      looked([
        [LOST, safe],
        [OPEN, broken],
      ]).recommendation,
    ).toBe('kill');
  });

  it('stops for harm of one, proven at any time, whatever the others do', () => {
    const harm = [{ metric: 'crash_rate', variant: 'treatment-1', pValue: 0.001 }];
    expect(
      looked(
        [
          [LARGER, broken],
          [GAIN, safe],
        ],
        { harm },
      ),
    ).toMatchObject({
      recommendation: 'kill',
      rule: 'harm-proven',
    });
  });
});

describe('the examples', () => {
  it.each([
    ['decisionShip', 'ship', 'proven-and-safe'],
    ['decisionKill', 'kill', 'goal-harmed'],
    ['endWithoutWinner', 'end-without-winner', 'nothing-proven'],
    ['interimReport', 'keep-running', 'not-yet'],
    ['coveredReport', 'keep-running', 'split-broken'],
    ['harmed', 'kill', 'harm-proven'],
  ] as const)('%s: %s by %s, as published', (name, recommendation, rule) => {
    const verdict = EXAMPLES[name].experiment.looks.snapshots.at(-1)?.verdict;
    expect(verdict).toMatchObject({ recommendation, rule });
  });
});
