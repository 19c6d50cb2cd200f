import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CRITERION_KEYS } from '#domain/decision/criterion.ts';
import type { DecisionRule, RuleSet } from '#domain/decision/decision-rule.ts';
import { judge } from '#domain/decision/decision-rules.ts';
import { ruleSetProblems } from '#domain/decision/rule-set-problems.ts';
import { tableOf } from '#domain/decision/rule-table.ts';
import { WORTH_HAVING } from '#domain/decision/worth-having.ts';
import type { Plan } from '#domain/plan.ts';
import { SHIPPED_RULE_SETS } from '#settings/file/shipped-rules.ts';
import type { Comparison } from '#stats/engine/analysis.ts';
import { analysis, anyAnalysis, comparison, guardrail } from '#test/domain/example-analyses.ts';
import { GATE_PLAN, TWO_GATES_PLAN } from '#test/support/example-plans.ts';
import { runs } from '#test/support/runs.ts';

function shipped(name: string): RuleSet {
  const found = SHIPPED_RULE_SETS.find((set) => set.name === name);
  if (found === undefined) throw new Error(`no set ${name}`);
  return found;
}
const under = (name: string, plan: Plan = GATE_PLAN): Plan => ({ ...plan, decisionRules: shipped(name) });

const better = comparison({
  verdict: 'better',
  lift: 0.1,
  absoluteEffect: 0.02,
  liftInterval: { lower: 0.02, upper: 0.18 },
});
const same = comparison({ lift: 0.001, liftInterval: { lower: -0.03, upper: 0.032 } });
const unsureLoss = comparison({ lift: -0.02, liftInterval: { lower: -0.06, upper: 0.02 } });
const safe = [guardrail('revenue_per_user', 'non-inferior'), guardrail('crash_rate', 'non-inferior')];
const open = [guardrail('revenue_per_user', 'non-inferior'), guardrail('crash_rate', 'unproven')];
const look = (goal: Comparison, guardrails: readonly Comparison[], final = false) =>
  analysis({ comparisons: [goal, ...guardrails], final });
/** Only revenue must hold. */
const WATCHED: Plan = {
  ...GATE_PLAN,
  guardrails: GATE_PLAN.guardrails.map((one) => ({ ...one, sizedFor: one.metric.key !== 'crash_rate' })),
};

describe('the sets that come with the product', () => {
  it('are these four', () => {
    expect(SHIPPED_RULE_SETS.map(({ name }) => name)).toEqual([
      'clear-signals',
      'do-no-harm',
      'explore',
      'worth-having',
    ]);
  });

  it('judge a plan of worth-having as one that registers no rules', () => {
    expect(shipped('worth-having').rows).toEqual(WORTH_HAVING);
  });

  it.each(SHIPPED_RULE_SETS.map((set) => [set.name, set] as const))('may be used: %s', (_name, set) => {
    expect(ruleSetProblems(set)).toEqual([]);
  });

  it('judge every look by the first row that fits it, and ship nothing that is not proven', () => {
    const reached = new Map(SHIPPED_RULE_SETS.map(({ name }) => [name, new Set<string>()]));
    fc.assert(
      fc.property(
        anyAnalysis,
        fc.constantFrom(...SHIPPED_RULE_SETS),
        fc.constantFrom(GATE_PLAN, TWO_GATES_PLAN, WATCHED),
        (drawn, decisionRules, plan) => {
          const judged = { ...plan, decisionRules };
          const verdict = judge(judged, drawn);
          const states = new Map(verdict.criteria.map(({ key, state }) => [key, state]));
          expect(verdict.criteria.map(({ key }) => key)).toEqual(CRITERION_KEYS);
          const fits = tableOf(judged).filter(({ when }) =>
            Object.entries(when).every(([key, state]) => states.get(key) === state),
          );
          expect(fits[0]).toMatchObject({ rule: verdict.rule, recommend: verdict.recommendation });
          expect(verdict.ruleSet).toBe(decisionRules.name);
          if (drawn.final) expect(['keep-running', 'extend']).not.toContain(verdict.recommendation);
          if (verdict.recommendation === 'ship') {
            expect(drawn).toMatchObject({ show: 'effects', minimumMet: true, decisionMinimumMet: true });
            expect(states.get('treatment-harmed')).toBe('not-met');
            expect([states.get('goal-proven'), states.get('goal-not-worse')]).toContain('met');
          }
          expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
          reached.get(decisionRules.name)?.add(verdict.rule);
        },
      ),
      { numRuns: runs(30_000), seed: 5 },
    );
    expect([...reached].every(([, rules]) => rules.size > 5)).toBe(true);
  });
});

describe('clear-signals', () => {
  const plan = under('clear-signals', WATCHED);

  it.each([
    ['better, every guardrail proven', look(better, safe), 'ship', 'proven-and-all-clear'],
    ['better, a watched guardrail not proven', look(better, open), 'keep-running', 'not-yet'],
    ['the same at the end', look(better, open, true), 'ask-person', 'proven-but-not-clear'],
    ['nothing proven at the end', look(same, safe, true), 'end-without-winner', 'nothing-proven'],
  ] as const)('%s', (_what, drawn, recommendation, rule) => {
    expect(judge(plan, drawn)).toMatchObject({ recommendation, rule });
  });

  it('is stricter than worth-having, which ships past a watched guardrail', () => {
    expect(judge(under('worth-having', WATCHED), look(better, open)).recommendation).toBe('ship');
  });
});

describe('do-no-harm', () => {
  const plan = under('do-no-harm', WATCHED);

  it.each([
    ['no change, and every loss worth avoiding ruled out', look(same, safe), 'ship', 'proven-not-worse'],
    ['a gain', look(better, safe), 'ship', 'proven-not-worse'],
    ['a loss that is not ruled out', look(unsureLoss, safe), 'keep-running', 'not-yet'],
    ['the same at the end', look(unsureLoss, safe, true), 'end-without-winner', 'not-proven-harmless'],
    [
      'a proven loss',
      look({ ...same, verdict: 'worse', liftInterval: { lower: -0.03, upper: -0.01 } }, safe),
      'kill',
      'every-treatment-harmed',
    ],
  ] as const)('%s', (_what, drawn, recommendation, rule) => {
    expect(judge(plan, drawn)).toMatchObject({ recommendation, rule });
  });

  it.each([
    ['increase', 0.05, { lower: -0.0499, upper: 0.1 }, 'met'],
    ['increase', 0.05, { lower: -0.05, upper: 0.1 }, 'not-met'],
    ['decrease', 0.05, { lower: -0.1, upper: 0.0499 }, 'met'],
    ['decrease', 0.05, { lower: -0.1, upper: 0.05 }, 'not-met'],
    ['increase', 0.02, { lower: -0.0499, upper: 0.1 }, 'not-met'],
    ['increase', 0.05, null, 'unknown'],
  ] as const)(
    'a wanted %s with the margin %d and the interval %o is %s',
    (desiredDirection, margin, liftInterval, state) => {
      const goal = { ...GATE_PLAN.goal, desiredDirection, margin };
      const { criteria } = judge({ ...plan, goal }, look({ ...same, liftInterval }, safe));
      expect(criteria.find(({ key }) => key === 'goal-not-worse')?.state).toBe(state);
    },
  );

  it('takes the lift worth having as the margin of a goal that names none', () => {
    const { smallestLift } = GATE_PLAN.request;
    const at = (lower: number) =>
      judge(plan, look({ ...same, liftInterval: { lower, upper: 0.01 } }, safe)).recommendation;
    expect([at(-smallestLift), at(-smallestLift * 0.999)]).toEqual(['keep-running', 'ship']);
  });
});

describe('a set of the team’s own', () => {
  const { rows } = shipped('worth-having');
  const [first] = rows;
  const changed = (change: (all: readonly DecisionRule[]) => readonly DecisionRule[]): RuleSet => ({
    ...shipped('worth-having'),
    rows: change(rows),
  });
  const without = (key: string) =>
    changed((all) =>
      all.map((row, index) =>
        index > 0
          ? row
          : { ...row, when: Object.fromEntries(Object.entries(row.when).filter(([name]) => name !== key)) },
      ),
    );

  it.each([
    ['minimum-met', '`minimum-met: met`'],
    ['whole-weeks', '`whole-weeks: met`'],
    ['treatment-harmed', '`treatment-harmed: not-met`'],
    ['guardrails-judged', '`guardrails-judged: met`'],
    ['goal-proven', '`goal-proven: met` or `goal-not-worse: met`'],
  ])('may not ship without asking %s', (key, words) => {
    expect(ruleSetProblems(without(key))).toEqual([{ row: 0, message: expect.stringContaining(words) }]);
  });

  it.each([
    ['two rows of one name', changed((all) => [first as DecisionRule, ...all]), /named "proven-and-safe"/],
    [
      'a row named as one that holds for every set',
      changed((all) => all.map((row, at) => (at === 4 ? { ...row, rule: 'harm-proven' } : row))),
      /named "harm-proven"/,
    ],
    ['a last row that asks something', changed((all) => all.slice(0, -1)), /must fit every look/],
    [
      'going on past the end',
      changed((all) => all.filter(({ rule }) => rule !== 'nothing-proven')),
      /past the registered end/,
    ],
    [
      'a kill of its own',
      changed((all) => all.map((row, at) => (at === 4 ? { ...row, recommend: 'kill' as const } : row))),
      /No row recommends kill/,
    ],
    [
      'a drop without harm',
      changed((all) => all.map((row, at) => (at === 1 ? { ...row, when: {} } : row))),
      /`some-harmed: met`/,
    ],
    [
      'reading data that are not sound',
      changed((all) => all.filter(({ rule }) => rule !== 'data-not-sound')),
      /`data-sound: not-met`/,
    ],
  ])('may not have %s', (_what, set, words) => {
    expect(ruleSetProblems(set).map(({ message }) => message)).toContainEqual(expect.stringMatching(words));
  });

  it('judges by its own rows, and cannot waive what holds for all', () => {
    const lax: RuleSet = {
      name: 'lax',
      description: 'd',
      rows: [{ rule: 'wait', when: {}, recommend: 'ask-person' }],
    };
    const plan = { ...GATE_PLAN, decisionRules: lax };
    const harm = [{ metric: 'crash_rate', variant: 'treatment', pValue: 0.001 }];
    expect(judge(plan, look(better, safe))).toMatchObject({ rule: 'wait', ruleSet: 'lax' });
    expect(judge(plan, analysis({ harm }))).toMatchObject({ rule: 'harm-proven', recommendation: 'kill' });
  });
});
