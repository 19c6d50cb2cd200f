import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, RULES_VERSION } from '#domain/decision/decision-rules.ts';
import { tableOf } from '#domain/decision/rule-table.ts';
import type { Plan } from '#domain/plan.ts';
import type { Analysis } from '#stats/engine/analysis.ts';
import { analysis, anyAnalysis, BROKEN, comparison, guardrail } from '#test/domain/example-analyses.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

const better = comparison({ verdict: 'better', absoluteEffect: 0.02, lift: 0.1 });
const tooSmall = comparison({
  verdict: 'better',
  absoluteEffect: 0.004,
  lift: 0.02,
  liftInterval: { lower: 0.001, upper: 0.039 },
});
const worse = comparison({ verdict: 'worse', absoluteEffect: -0.02, lift: -0.1 });
const safe = [guardrail('revenue_per_user', 'non-inferior'), guardrail('crash_rate', 'non-inferior')];
const unsure = [guardrail('revenue_per_user', 'unproven'), guardrail('crash_rate', 'non-inferior')];
const broken = [guardrail('revenue_per_user', 'inferior'), guardrail('crash_rate', 'non-inferior')];
const unjudged = [
  guardrail('revenue_per_user', 'non-inferior'),
  { kind: 'refused', metric: 'crash_rate', role: 'guardrail', variant: 'treatment' } as const,
].map((one) => (one.kind === 'refused' ? { ...one, reason: 'insufficient_sample', detail: '' } : one));
const NO_LIFT = { ...better, lift: null, liftInterval: null };
const UNSOUND = { state: 'unhealthy' as const, checks: [] };
const SMALL = { decisionMinimumMet: false };
const HARM = [{ metric: 'crash_rate', variant: 'treatment', pValue: 0.001 }];

const ROWS: readonly (readonly [rule: string, recommendation: string, analysis: Analysis, plan?: Plan])[] = [
  ['privacy-incident', 'halt-for-privacy', analysis({ comparisons: [better, ...safe], privacyUnits: 1 })],
  ['split-broken', 'do-not-read', analysis({ health: BROKEN, final: true, harm: HARM })],
  ['harm-proven', 'kill', analysis({ comparisons: [better, ...safe], harm: HARM })],
  ['every-treatment-harmed', 'kill', analysis({ comparisons: [worse, ...safe] })],
  ['proven-and-safe', 'ship', analysis({ comparisons: [better, ...safe] })],
  ['treatment-harmed', 'drop-variant', analysis({ harm: HARM }), twoTreatments()],
  ['data-not-sound', 'do-not-read', analysis({ health: UNSOUND, final: true })],
  ['guardrail-not-judgeable', 'ask-person', analysis({ comparisons: [better, ...unjudged], final: true })],
  ['proven-but-below-worth', 'end-without-winner', analysis({ comparisons: [tooSmall, ...safe] })],
  ['lift-not-known', 'ask-person', analysis({ comparisons: [NO_LIFT, ...safe], final: true })],
  ['guardrail-not-proven', 'end-without-winner', analysis({ comparisons: [better, ...unsure], final: true })],
  ['minimum-not-met-at-the-end', 'end-without-winner', analysis({ ...SMALL, final: true })],
  ['nothing-proven', 'end-without-winner', analysis({ final: true })],
  ['minimum-not-met', 'keep-running', analysis({ ...SMALL, comparisons: [better, ...safe] })],
  ['not-on-a-whole-week', 'keep-running', analysis({ comparisons: [better, ...safe], daysRunning: 9 })],
  ['not-yet', 'keep-running', analysis({ comparisons: [better, ...unsure] })],
];

/** The example plan with two treatments, `treatment` and `treatment-2`. */
function twoTreatments(): Plan {
  const [control, treatment] = GATE_PLAN.variants;
  if (control === undefined || treatment === undefined) throw new Error('the plan has two variants');
  return { ...GATE_PLAN, variants: [control, treatment, { ...treatment, key: 'treatment-2' }] };
}
const TWO = twoTreatments();

describe('judge', () => {
  it.each(
    ROWS.map(([rule, recommendation, look, plan = GATE_PLAN]) => ({ rule, recommendation, look, plan })),
  )('reaches the row $rule and recommends $recommendation', ({ rule, recommendation, look, plan }) => {
    expect(judge(plan, look)).toMatchObject({ rule, recommendation, rules: RULES_VERSION });
  });

  it('has every row reached here', () => {
    expect(ROWS.map(([rule]) => rule)).toEqual(tableOf(GATE_PLAN).map(({ rule }) => rule));
  });

  it('stops for harm of the only treatment whatever else is proven, except if the split is broken', () => {
    for (const [rule, , look] of ROWS) {
      const verdict = judge(GATE_PLAN, { ...look, harm: HARM });
      if (rule === 'privacy-incident') expect(verdict).toMatchObject({ recommendation: 'halt-for-privacy' });
      else if (rule === 'split-broken')
        expect(verdict).toMatchObject({ recommendation: 'do-not-read', harm: null });
      else expect(verdict.harm).toEqual({ metric: 'crash_rate', variant: 'treatment' });
    }
  });

  it.each([
    ['the minimum to decide is not met', { decisionMinimumMet: false }],
    ['the minimum to show is not met', { minimumMet: false }],
    ['effects are covered', { show: 'progress' as const }],
    ['the data are not sound', { health: UNSOUND }],
    ['a guardrail is missing', { comparisons: [better, ...safe.slice(1)] }],
    ['a guardrail cannot be judged', { comparisons: [better, ...unjudged] }],
    ['the goal could not be compared', { comparisons: safe }],
    ['the lift cannot be stated', { comparisons: [NO_LIFT, ...safe] }],
  ])('does not ship if %s', (_what, change) => {
    const look = analysis({ comparisons: [better, ...safe], ...change });
    expect(['keep-running', 'do-not-read']).toContain(judge(GATE_PLAN, look).recommendation);
    expect(['ship', 'keep-running']).not.toContain(judge(GATE_PLAN, { ...look, final: true }).recommendation);
  });

  it('decides on whole weeks only, and at the registered end wherever it falls', () => {
    const at = (daysRunning: number, final = false) =>
      judge(GATE_PLAN, analysis({ comparisons: [better, ...safe], daysRunning, final })).recommendation;
    expect([8, 9, 13, 14, 21].map((day) => at(day))).toEqual([
      ...['keep-running', 'keep-running', 'keep-running'],
      ...['ship', 'ship'],
    ]);
    expect(at(9, true)).toBe('ship');
  });

  it.each([
    ['increase', 1],
    ['decrease', -1],
  ] as const)('takes a lift as worth having if its interval reaches it: %s', (desiredDirection, sign) => {
    const { smallestLift } = GATE_PLAN.request;
    const plan: Plan = { ...GATE_PLAN, goal: { ...GATE_PLAN.goal, desiredDirection } };
    const at = (reach: number) => {
      const [near, far] = [sign * 0.001, sign * reach];
      const liftInterval = { lower: Math.min(near, far), upper: Math.max(near, far) };
      const goal = { ...better, lift: sign * 0.01, liftInterval };
      return judge(plan, analysis({ comparisons: [goal, ...safe] })).recommendation;
    };
    expect([at(smallestLift), at(smallestLift * (1 - 1e-9))]).toEqual(['ship', 'end-without-winner']);
  });

  it('asks the proof of guardrails that the plan is sized for; of others that they are not proven worse', () => {
    const sized = (sizedFor: boolean): Plan => ({
      ...GATE_PLAN,
      guardrails: GATE_PLAN.guardrails.map((one) => ({ ...one, sizedFor })),
    });
    const look = (guardrails: typeof safe) => analysis({ comparisons: [better, ...guardrails], final: true });
    expect(judge(sized(true), look(unsure)).recommendation).toBe('end-without-winner');
    expect(judge(sized(false), look(unsure)).recommendation).toBe('ship');
    expect(judge(sized(false), look(broken)).recommendation).toBe('kill');
    // A plan from before the size went by guardrails.
    expect(judge(GATE_PLAN, look(unsure)).recommendation).toBe('end-without-winner');
  });

  it('never ships or kills on what is not proven, covered or unsound, whatever a look holds', () => {
    fc.assert(
      fc.property(anyAnalysis, fc.constantFrom(GATE_PLAN, TWO), (look, plan) => {
        const { recommendation, harm, harmed = [], criteria, rule } = judge(plan, look);
        expect(tableOf(plan).map((row) => row.rule)).toContain(rule);
        expect(recommendation === 'halt-for-privacy').toBe((look.privacyUnits ?? 0) > 0);
        if (look.final) expect(recommendation).not.toBe('keep-running');
        if (harm !== null) expect(harmed.every(({ byBot }) => byBot)).toBe(true);
        if (recommendation === 'do-not-read') expect(harmed).toEqual([]);
        if (recommendation === 'drop-variant') expect(harmed.length).toBe(1);
        const states = new Map(criteria.map(({ key, state }) => [key, state]));
        if (recommendation === 'halt-for-privacy') return;
        if (recommendation !== 'do-not-read') expect(states.get('sample-ratio-ok')).not.toBe('not-met');
        if (recommendation !== 'ship' && (recommendation !== 'kill' || harm !== null)) return;
        expect(look).toMatchObject({ show: 'effects', minimumMet: true, decisionMinimumMet: true });
        expect(look.health.state).not.toBe('unhealthy');
        if (!look.final) expect((look.daysRunning ?? 0) % 7).toBe(0);
        if (recommendation === 'ship') {
          for (const key of ['goal-proven', 'reach-worth-having', 'guardrails-proven', 'guardrails-judged'])
            expect(states.get(key)).toBe('met');
        }
      }),
      { numRuns: 4_000, seed: 5 },
    );
  });

  it('gives the same verdict for the same look, with figures that survive JSON', () => {
    fc.assert(
      fc.property(anyAnalysis, (look) => {
        const verdict = judge(TWO, look);
        expect(judge(TWO, look)).toEqual(verdict);
        expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});

describe('the treatment that a verdict is about', () => {
  const two = (first: Partial<typeof better>, second: Partial<typeof better>) =>
    analysis({ comparisons: [comparison(first), comparison({ variant: 'treatment-2', ...second })] });

  it('is the one with the larger gain', () => {
    expect(judge(TWO, two({ absoluteEffect: 0.01 }, { absoluteEffect: 0.02 })).variant).toBe('treatment-2');
    expect(judge(TWO, two({ absoluteEffect: 0.02 }, { absoluteEffect: 0.01 })).variant).toBe('treatment');
  });

  it('is never the one with the larger loss', () => {
    const loss = { absoluteEffect: -0.03, lift: -0.15 };
    const gain = { absoluteEffect: 0.01, lift: 0.05 };
    expect(judge(TWO, two(loss, gain)).variant).toBe('treatment-2');
    const down: Plan = { ...TWO, goal: { ...TWO.goal, desiredDirection: 'decrease' } };
    expect(judge(down, two(loss, gain)).variant).toBe('treatment');
  });

  it('is no treatment while effects are hidden', () => {
    expect(judge(TWO, analysis({ show: 'progress' })).variant).toBeNull();
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
      TWO,
      analysis({
        comparisons: arms.flatMap(([goal, guardrails], index) =>
          [comparison(goal), ...guardrails].map((one) => ({
            ...one,
            variant: index === 0 ? 'treatment' : 'treatment-2',
          })),
        ),
        ...change,
      }),
    );

  it('ships another one if a guardrail of the best is broken, and takes that one out', () => {
    const arms = [
      [LARGER, broken],
      [GAIN, safe],
    ] as const;
    const harmed = { variant: 'treatment', metric: 'revenue_per_user', byBot: false };
    expect(looked(arms)).toMatchObject({
      ...{ recommendation: 'ship', variant: 'treatment-2', rule: 'proven-and-safe', harm: null },
      harmed: [harmed],
    });
    expect(looked(arms, { harm: HARM })).toMatchObject({
      ...{ recommendation: 'ship', variant: 'treatment-2', harm: null },
      harmed: [{ variant: 'treatment', metric: 'crash_rate', byBot: true }],
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
    ).toMatchObject({ recommendation: 'ship', variant: 'treatment' });
  });

  it.each([
    ['a proven gain with a broken guardrail', [LARGER, broken], [GAIN, unsure], 'guardrail-not-proven'],
    ['a broken guardrail beside an open one', [LARGER, broken], [OPEN, safe], 'nothing-proven'],
    ['a loss beside an open one', [LOST, safe], [OPEN, unsure], 'nothing-proven'],
  ] as const)('goes on with the other, and drops %s', (_what, first, second, rule) => {
    expect(looked([first, second])).toMatchObject({ recommendation: 'drop-variant', variant: 'treatment' });
    const end = looked([first, second], { final: true });
    expect(end).toMatchObject({ recommendation: 'end-without-winner', variant: 'treatment-2', rule });
    expect(end.harmed?.map(({ variant }) => variant)).toEqual(['treatment']);
  });

  it('waits for an open one beside one that is proven too small', () => {
    const SMALL_GAIN = { ...tooSmall, variant: 'treatment' };
    expect(
      looked([
        [SMALL_GAIN, safe],
        [OPEN, safe],
      ]),
    ).toMatchObject({ recommendation: 'keep-running', variant: 'treatment-2' });
    expect(
      looked(
        [
          [SMALL_GAIN, safe],
          [OPEN, safe],
        ],
        { final: true },
      ),
    ).toMatchObject({ rule: 'proven-but-below-worth', variant: 'treatment' });
  });

  it('kills if all are out of the race', () => {
    expect(
      looked([
        [LARGER, broken],
        [LOST, safe],
      ]),
    ).toMatchObject({ recommendation: 'kill', variant: 'treatment', harm: null });
  });

  it('does not judge one that was dropped before', () => {
    const verdict = looked(
      [
        [LARGER, safe],
        [LOST, safe],
      ],
      { dropped: ['treatment'] },
    );
    expect(verdict).toMatchObject({ recommendation: 'kill', variant: 'treatment-2' });
  });

  it('drops one whose harm is proven at any time on any day, and kills if that is the last', () => {
    const watch = { show: 'progress', comparisons: [], daysRunning: 4, harm: HARM } as const;
    expect(looked([], watch)).toMatchObject({
      ...{ recommendation: 'drop-variant', variant: 'treatment', harm: null },
      harmed: [{ variant: 'treatment', metric: 'crash_rate', byBot: true }],
    });
    expect(looked([], { ...watch, dropped: ['treatment-2'] })).toMatchObject({
      recommendation: 'kill',
      harm: { metric: 'crash_rate', variant: 'treatment' },
    });
  });
});

describe('the examples', () => {
  it.each([
    ['decisionShip', 'ship', 'proven-and-safe'],
    ['decisionKill', 'kill', 'every-treatment-harmed'],
    ['endWithoutWinner', 'end-without-winner', 'nothing-proven'],
    ['interimReport', 'keep-running', 'not-yet'],
    ['coveredReport', 'do-not-read', 'split-broken'],
    ['harmed', 'kill', 'harm-proven'],
  ] as const)('%s: %s by %s, as published', (name, recommendation, rule) => {
    const verdict = EXAMPLES[name].experiment.looks.snapshots.at(-1)?.verdict;
    expect(verdict).toMatchObject({ recommendation, rule });
  });
});
