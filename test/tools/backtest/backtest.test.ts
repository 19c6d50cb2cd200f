import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SHIPPED_RULE_SETS } from '#settings/file/shipped-rules.ts';
import { agreementOfAll, compareDecisions, pairOf } from '#tools/backtest/compare-decisions.ts';
import { readHistory } from '#tools/backtest/read-history.ts';
import { replayHistory } from '#tools/backtest/replay-history.ts';

const EXAMPLE = readFileSync('test/fixtures/backtest/history.json', 'utf8');
const rulesOf = (name: string) => SHIPPED_RULE_SETS.find((set) => set.name === name) ?? null;

interface Entry {
  id: string;
  plan: { control: string; allocation: Record<string, number>; plannedUnits: unknown } & Record<
    string,
    unknown
  >;
  looks: {
    day: number;
    units: Record<string, number>;
    metrics: Record<string, Record<string, Record<string, unknown>>>;
  }[];
  decision: Record<string, unknown>;
}

/** The problems of the example after a change of its first experiment. */
function problemsAfter(change: (entry: Entry) => void): readonly string[] {
  const entries: Entry[] = JSON.parse(EXAMPLE);
  const [first] = entries;
  if (first !== undefined) change(first);
  const { problems, experiments } = readHistory(JSON.stringify(entries));
  expect(experiments).toHaveLength(problems.length === 0 ? 5 : 4);
  return problems;
}

describe('a back-test', () => {
  it('puts what the rules say of each past experiment beside what people decided', () => {
    const { experiments, problems } = readHistory(EXAMPLE);
    expect(problems).toEqual([]);
    const all = experiments.map((past) => {
      const rules = replayHistory(past, rulesOf('worth-having'));
      return { compared: compareDecisions(past, rules), pair: pairOf(past, rules) };
    });
    // z of the goal by hand: 3.5 on day 21; 1.8 and less; guardrail 22 % worse; 5,200 to 4,800 is p 6e-5; 3.6 for `late`.
    expect(all.map(({ compared }) => [compared.rules, compared.agreement])).toEqual([
      ['ship treatment on day 21', 'same'],
      ['end without shipping on day 28', 'differs'],
      ['kill on day 7', 'same'],
      ['do not read the data on day 14', 'open'],
      ['ship late on day 14', 'differs'],
    ]);
    expect(all[1]?.compared.why).toBe(
      'rule nothing-proven; Orders is not proven better; The registered end is reached; people said: p was 0.03 after a week',
    );
    expect(all[3]?.compared.why).toContain('The split is not as planned');
    expect(all[0]?.compared.why).toBe('');
    expect(agreementOfAll(all)).toMatchObject({ same: 2, differs: 2, open: 1 });
    expect(agreementOfAll(all).pairs).toEqual({
      'ship → ship': 2,
      'ship → end without shipping': 1,
      'kill → kill': 1,
      'ship → do not read the data': 1,
    });
  });

  it('judges by the set of rules that is asked for', () => {
    const past = readHistory(EXAMPLE).experiments[1];
    if (past === undefined) throw new Error('the example is too short');
    // 1 % better with a standard error of 2 points: not proven better, and proven not 5 % worse.
    expect(replayHistory(past, rulesOf('worth-having')).recommendation).toBe('end-without-winner');
    expect(replayHistory(past, rulesOf('do-no-harm')).recommendation).toBe('ship');
  });

  it('leaves open what the rules would have extended, and counts an iteration as an end without shipping', () => {
    const past = readHistory(EXAMPLE).experiments[2];
    if (past === undefined) throw new Error('the example is too short');
    const rules = replayHistory(past, rulesOf('explore'));
    const compared = (['extend', 'iterate'] as const).map((recommendation) =>
      compareDecisions(past, { ...rules, recommendation }),
    );
    expect(compared.map((one) => [one.people, one.rules, one.agreement])).toEqual([
      ['kill on day 7', 'run longer on day 7', 'open'],
      ['kill on day 7', 'end without shipping and try again on day 7', 'same'],
    ]);
  });

  it('ships by a goal after the first', () => {
    const entries: Entry[] = JSON.parse(EXAMPLE);
    const [, second] = entries;
    if (second === undefined) throw new Error('the example is too short');
    Object.assign(second.plan, { otherGoals: [{ key: 'visits', kind: 'mean', direction: 'increase' }] });
    for (const { units, metrics } of second.looks) {
      const arms = Object.entries(units).map(([variant, n]) => [
        variant,
        { n, mean: variant === second.plan.control ? 10 : 11, variance: 25 },
      ]);
      metrics['visits'] = Object.fromEntries(arms);
    }
    const { experiments, problems } = readHistory(JSON.stringify(entries));
    expect(problems).toEqual([]);
    const past = experiments[1];
    if (past === undefined) throw new Error('the example is too short');
    expect(replayHistory(past, rulesOf('worth-having')).recommendation).toBe('ship');
  });

  it('takes a harmed treatment out and goes on with the others', () => {
    const entries: Entry[] = JSON.parse(EXAMPLE);
    const last = entries[4];
    // `late` is not better yet on day 14, so that `twice`, 13 % worse, is taken out first.
    const orders = last?.looks[0]?.metrics['orders'];
    if (orders !== undefined) orders['late'] = { n: 10_000, events: 2_050 };
    const past = readHistory(JSON.stringify(entries)).experiments[4];
    if (past === undefined) throw new Error('the example is too short');
    const rules = replayHistory(past, rulesOf('worth-having'));
    expect(rules).toMatchObject({ recommendation: 'ship', variant: 'late', day: 28 });
    expect(rules.dropped).toEqual(['twice on day 14']);
  });
});

describe('a history that cannot be read', () => {
  it.each<readonly [string, (entry: Entry) => void, string]>([
    [
      'a key that is not known',
      (entry) => Object.assign(entry.plan, { plannedUnit: 5 }),
      '[0].plan.plannedUnit: This key is not known here. Do you mean `plannedUnits`?',
    ],
    [
      'a number as text',
      (entry) => Object.assign(entry.plan, { plannedUnits: '40000' }),
      '[0].plan.plannedUnits: This must be a number, not text.',
    ],
    [
      'shares that do not add up',
      (entry) => Object.assign(entry.plan.allocation, { treatment: 0.4 }),
      '[0].plan.allocation: The shares add up to 0.9, not to 1.',
    ],
    [
      'a control that is no variant',
      (entry) => Object.assign(entry.plan, { control: 'base' }),
      '[0].plan.control: "base" is no variant of the allocation.',
    ],
    [
      'looks in the wrong order',
      (entry) => Object.assign(entry.looks[1] ?? {}, { day: 7 }),
      '[0].looks[1].day: Day 7 does not come after day 7 of the look before.',
    ],
    [
      'units that fall',
      (entry) => Object.assign(entry.looks[1]?.units ?? {}, { control: 4_000 }),
      '[0].looks[1].units.control: There are fewer units than at the look before; units are cumulative.',
    ],
    [
      'a variant without units',
      (entry) => delete entry.looks[0]?.units['treatment'],
      '[0].looks[0].units.treatment: This is missing.',
    ],
    [
      'a metric of the plan that a look lacks',
      (entry) => delete entry.looks[2]?.metrics['seconds'],
      '[0].looks[2].metrics.seconds.control: This is missing.',
    ],
    [
      'more events than units',
      (entry) => Object.assign(entry.looks[0]?.metrics['orders']?.['control'] ?? {}, { events: 5_001 }),
      '[0].looks[0].metrics.orders.control: 5001 of 5000 units cannot have had the event.',
    ],
    [
      'a mean without its variance',
      (entry) => delete entry.looks[0]?.metrics['seconds']?.['control']?.['variance'],
      '[0].looks[0].metrics.seconds.control: A mean needs `mean` and `variance`.',
    ],
    [
      'a shipped control',
      (entry) => Object.assign(entry.decision, { variant: 'control' }),
      '[0].decision.variant: "control" is no treatment of the allocation.',
    ],
  ])('tells %s with its place, and reads the others', (_name, change, problem) => {
    expect(problemsAfter(change)[0]).toBe(problem);
  });

  it('tells what is wrong with the whole file', () => {
    expect(readHistory('{').problems[0]).toMatch(/^The file is no JSON: /);
    expect(readHistory('{}').problems).toEqual(['The file must hold a list of experiments: [ … ].']);
    expect(readHistory('[]').problems).toEqual(['The list of experiments is empty.']);
    const [first] = JSON.parse(EXAMPLE);
    expect(readHistory(JSON.stringify([first, first])).problems).toEqual([
      '[1].id: "2025-02 shorter checkout" is the id of an earlier experiment, too.',
    ]);
  });
});
