import { describe, expect, it } from 'vitest';
import { judge } from '#domain/decision/decision-rules.ts';
import { designOf } from '#domain/experiment.ts';
import { dueLook } from '#domain/looks/schedule.ts';
import { awaitedOf, snapshotOf } from '#features/analyse-experiment/analyse-experiment.ts';
import { recommendationWords, shownComparisons } from '#features/analyse-experiment/facts.ts';
import { statementsOf } from '#features/analyse-experiment/statements.ts';
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

describe('the statements of a look', () => {
  const lookOf = (name: keyof typeof EXAMPLES) => {
    const { experiment } = EXAMPLES[name];
    const snapshot = experiment.looks.snapshots.at(-1);
    if (snapshot === undefined) throw new Error('the example has a look');
    return { plan: designOf(experiment).plan, snapshot };
  };
  const textsOf = (name: keyof typeof EXAMPLES, about?: string | null) => {
    const { plan, snapshot } = lookOf(name);
    const variant = about === undefined ? snapshot.verdict.variant : about;
    return statementsOf(plan, snapshot.analysis, variant).map(({ text }) => text);
  };

  it('begin with the goal, with figures and verdict', () => {
    expect(textsOf('decisionKill').slice(0, 1)).toEqual([
      '7-day retention: 19.02 % → 18.20 %, lift −4.31 % (95 % interval −6.90 % to −1.65 %), proven worse (adjusted p 0.0016).',
    ]);
    const { plan, snapshot } = lookOf('decisionKill');
    expect(statementsOf(plan, snapshot.analysis, snapshot.verdict.variant)[0]).toMatchObject({
      ...{ id: 'f1', direction: 'down', isBetter: false, isAlarm: false },
    });
    expect(recommendationWords(GATE_PLAN, snapshot.verdict)).toBe('kill it and keep the control');
  });

  it('begin with the treatment that the recommendation is about, of several', () => {
    expect(textsOf('dropDecision', 'treatment-2')[0]).toContain('treatment-2 against control');
    expect(textsOf('dropDecision', 'treatment-1')[0]).toContain('treatment-1 against control');
    expect(
      textsOf('dropDecision', null)
        .slice(0, 2)
        .map((text) => text.split(':')[0]),
    ).toEqual([
      '7-day retention, treatment-1 against control',
      '7-day retention, treatment-2 against control',
    ]);
  });

  it('tell no effect while effects are covered', () => {
    expect(textsOf('coveredReport').filter((text) => /→|lift [+−]|proven/.test(text))).toEqual([]);
  });
});
