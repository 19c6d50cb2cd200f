import { describe, expect, it } from 'vitest';
import { strayNumbers } from '#agents/number-check.ts';
import { judge } from '#domain/decision/decision-rules.ts';
import { designOf } from '#domain/experiment.ts';
import { dueLook } from '#domain/looks/schedule.ts';
import { awaitedOf, snapshotOf } from '#features/analyse-experiment/analyse-experiment.ts';
import { factsOf, recommendationWords, shownComparisons } from '#features/analyse-experiment/facts.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { DAY } from '#shared/clock.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { COOKIE_CATS, dataAt, snapshotAt } from '#test/support/example-looks.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';
import { START } from '#test/support/example-story.ts';

const running = EXAMPLES.firstDay.experiment;
const day = (days: number) => START + days * DAY;

describe('snapshotOf', () => {
  it('gives the same snapshot for the same data, byte for byte', () => {
    const due = dueLook(running, day(16));
    if (due === null) throw new Error('a look is due');
    const data = dataAt(COOKIE_CATS, running, due);
    const once = snapshotOf(running, due, data, day(16));
    const read = JSON.parse(JSON.stringify(data));
    expect(canonicalJson(snapshotOf(running, due, read, day(16)))).toBe(canonicalJson(once));
  });

  it('has another hash for other data, another window and another plan', () => {
    const hashes = [
      snapshotAt(running, day(16), COOKIE_CATS, null),
      snapshotAt(running, day(16), { ...COOKIE_CATS, multipleExposure: 500 }, null),
      snapshotAt(running, day(23), COOKIE_CATS, null),
      snapshotAt(
        { ...running, design: { ...designOf(running), planHash: 'another' } },
        day(16),
        COOKIE_CATS,
        null,
      ),
    ].map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(4);
  });

  it('keeps effects covered between the scheduled looks, however strong they are', () => {
    const watch = snapshotAt(EXAMPLES.interimReport.experiment, day(18), COOKIE_CATS, null);
    expect(watch.scheduled).toBe(false);
    expect(watch.analysis).toMatchObject({ show: 'progress', comparisons: [], minimumMet: true });
    expect(watch.verdict.recommendation).toBe('keep-running');
  });

  it('spends the error budget over the looks that showed effects', () => {
    const last = snapshotAt(EXAMPLES.interimReport.experiment, day(23), COOKIE_CATS, null);
    const alone = snapshotAt(running, day(23), COOKIE_CATS, null);
    const bound = (snapshot: typeof last) => shownComparisons(snapshot.analysis)[0]?.criticalValue ?? 0;
    expect(bound(last)).toBeGreaterThan(bound(alone));
    expect(bound(alone)).toBeCloseTo(1.96, 2);
  });

  it('judges what it computed', () => {
    const snapshot = snapshotAt(EXAMPLES.interimReport.experiment, day(23), COOKIE_CATS, null);
    expect(judge(GATE_PLAN, snapshot.analysis)).toEqual(snapshot.verdict);
  });
});

describe('awaitedOf', () => {
  it('names the metrics of which not even the units of the first day can count yet', () => {
    const metrics = [
      GATE_PLAN.goal,
      ...GATE_PLAN.guardrails.map(({ metric }) => metric),
      ...GATE_PLAN.secondary,
    ];
    const awaited = (days: number) => awaitedOf(metrics, day(0), day(days)).awaited;
    expect(awaited(1)).toEqual(['retention_7d', 'retention_1d']);
    expect(awaited(3)).toEqual(['retention_7d']);
    expect(awaited(8.9)).toEqual(['retention_7d']);
    expect(awaited(9)).toBeUndefined();
  });
});

describe('the facts of a look', () => {
  it.each(['decisionKill', 'decisionShip'] as const)('hold every number of the words on %s', (name) => {
    const { experiment } = EXAMPLES[name];
    const snapshot = experiment.looks.snapshots.at(-1);
    if (snapshot?.narrative == null) throw new Error('the example has words');
    const { plan } = designOf(experiment);
    const facts = factsOf(plan, snapshot.analysis, snapshot.verdict.variant);
    const allowed = [plan.title, ...facts.map((fact) => `${fact.name}: ${fact.display}`)];
    const { headline, reasons } = snapshot.narrative;
    expect(strayNumbers([headline, ...reasons].join('\n'), allowed)).toEqual([]);
  });

  it('begin with the goal and are the published ones', () => {
    const snapshot = EXAMPLES.decisionKill.experiment.looks.snapshots.at(-1);
    if (snapshot === undefined) throw new Error('the example has a look');
    const shown = factsOf(GATE_PLAN, snapshot.analysis, snapshot.verdict.variant).slice(0, 5);
    expect(shown.map(({ name, display }) => `${name}: ${display}`)).toEqual([
      'Level of 7-day retention: 19.02 % → 18.20 %',
      'Lift of 7-day retention: −4.31 %',
      '95 % interval of the lift of 7-day retention: −6.90 % to −1.65 %',
      'Adjusted p value of 7-day retention: 0.0016',
      'Proven of 7-day retention: proven worse',
    ]);
    expect(recommendationWords(GATE_PLAN, snapshot.verdict)).toBe('kill it and keep the control');
  });

  it('begin with the treatment that the recommendation is about, of several', () => {
    const { experiment } = EXAMPLES.dropDecision;
    const snapshot = experiment.looks.snapshots.at(-1);
    if (snapshot === undefined) throw new Error('the example has a look');
    const { plan } = designOf(experiment);
    const first = (about: string | null) =>
      factsOf(plan, snapshot.analysis, about)
        .slice(0, 5)
        .map(({ name }) => name);
    for (const name of first('treatment-2')) expect(name).toContain('treatment-2 against control');
    for (const name of first('treatment-1')) expect(name).toContain('treatment-1 against control');
    expect(first(null).slice(0, 2)).toEqual([
      '7-day retention, treatment-1 against control',
      '7-day retention, treatment-2 against control',
    ]);
  });

  it('tell no effect while effects are covered', () => {
    const snapshot = EXAMPLES.coveredReport.experiment.looks.snapshots.at(-1);
    if (snapshot === undefined) throw new Error('the example has a look');
    const names = factsOf(GATE_PLAN, snapshot.analysis, snapshot.verdict.variant).map(({ name }) => name);
    expect(names).toEqual(['Look', 'Units', 'Smallest lift worth having']);
  });
});
