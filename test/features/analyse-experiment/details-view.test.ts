import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { dueLook } from '#domain/looks/schedule.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { snapshotOf } from '#features/analyse-experiment/analyse-experiment.ts';
import { detailsView } from '#features/analyse-experiment/details-view.ts';
import { slicesOf } from '#features/analyse-experiment/slices-of.ts';
import { fieldsIn } from '#sandbox/stand-ins/slack/fields.ts';
import { DAY } from '#shared/clock.ts';
import { sampleVariance } from '#stats/moments/moments.ts';
import { modalProblems } from '#test/features/lint.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { COOKIE_CATS, dataAt } from '#test/support/example-looks.ts';
import { START } from '#test/support/example-story.ts';
import { THREE_TREATMENTS, WORDED } from '#test/support/example-wordings.ts';
import { expectGolden } from '#test/support/golden.ts';

const LAST = START + 23 * DAY;

/** The retention experiment with a covariate that explains a quarter of the goal, and capped revenue. */
function withCovariate(experiment: Experiment): Experiment {
  const design = designOf(experiment);
  const { goal, guardrails } = design.plan;
  const plan = {
    ...design.plan,
    goal: { ...goal, covariateDays: 14 },
    guardrails: guardrails.map((one) =>
      one.metric.kind === 'mean' ? { ...one, metric: { ...one.metric, cap: { quantile: 0.99 } } } : one,
    ),
  };
  return { ...experiment, design: { ...design, plan } };
}

function lastLook(experiment: Experiment, isAdjusted: boolean): AnalysisSnapshot {
  const due = dueLook(experiment, LAST);
  if (due === null) throw new Error('no look is due');
  const data = dataAt(COOKIE_CATS, experiment, due);
  const { key } = designOf(experiment).plan.goal;
  const raw = data.moments[key] ?? {};
  const adjusted = Object.fromEntries(
    Object.entries(raw).map(([variant, arm]) => [
      variant,
      { ...arm, m2: 0.75 * sampleVariance(arm) * (arm.n - 1) },
    ]),
  );
  const both = isAdjusted
    ? { ...data, moments: { ...data.moments, [key]: adjusted }, raw: { [key]: raw } }
    : data;
  return { ...snapshotOf(experiment, due, both, LAST), narrative: null };
}

/** The last look of a plan that registers `$os`; the treatment keeps this share of its units on iOS. */
function lookByDimension(kept = 1) {
  const { experiment: running } = EXAMPLES.interimReport;
  const design = designOf(running);
  const plan = { ...design.plan, dimensions: ['$os'] };
  const experiment = { ...running, design: { ...design, plan } };
  const due = dueLook(experiment, LAST);
  if (due === null) throw new Error('no look is due');
  const data = dataAt(COOKIE_CATS, experiment, due);
  const { key } = plan.goal;
  const arm = (n: number, rate: number) => ({ n, mean: rate, variance: (rate * (1 - rate) * n) / (n - 1) });
  const segment = (value: string | null, control: number, treatment: number, rate: number) => ({
    ...{ dimension: '$os', value },
    units: { control, treatment },
    moments: { [key]: { control: arm(control, 0.19), treatment: arm(treatment, rate) } },
  });
  const segments = [
    segment('iOS', 20_000, Math.round(20_300 * kept), 0.175),
    segment('Android', 18_000, 18_100, 0.19),
    segment('Windows <Phone>', 600, 640, 0.2),
    segment(null, 6000, 6100, 0.18),
    segment('Symbian', 100, 3, 0.1),
  ];
  const daily = Array.from({ length: 10 }, (_, day) => ({
    date: new Date(START + day * DAY).toISOString().slice(0, 10),
    units: { control: 4000, treatment: 4000 },
    figures: { control: arm(4000, 0.19), treatment: arm(4000, 0.15 + 0.004 * day) },
  }));
  const units = { ...data.units, treatment: Math.round((data.units['treatment'] ?? 0) * kept) };
  const slices = slicesOf(plan, { segments, daily }, { from: START, until: START + 40 * DAY }, []);
  return {
    experiment,
    snapshot: { ...snapshotOf(experiment, due, { ...data, units }, LAST, slices), narrative: null },
  };
}

/** The words of a view, one block a line. */
function textOf(view: ModalView): string {
  const lines = fieldsIn(JSON.parse(JSON.stringify(view.blocks))).map(({ text, elements }) =>
    [text, ...fieldsIn(elements)].map((part) => fieldsIn([part])[0]?.['text'] ?? '').join(''),
  );
  return [`== ${view.title.text} ==`, ...lines, `[ ${view.close?.text} ]`].join('\n');
}

describe('the details of a look', () => {
  it('read as reviewed and are what Slack takes', () => {
    const experiment = withCovariate(EXAMPLES.interimReport.experiment);
    const view = detailsView(experiment, lastLook(experiment, true));
    expect(modalProblems(view)).toEqual([]);
    expectGolden('messages/modal-look-details.txt', textOf(view));
  });

  it.each([
    ['three-treatments', THREE_TREATMENTS],
    ['longest', WORDED.longest],
    ['arabic', WORDED.arabic],
    ['emoji', WORDED.emoji],
  ] as const)('read as reviewed in other words: %s', (name, { decision: { experiment } }) => {
    const snapshot = experiment.looks.snapshots.at(-1);
    if (snapshot === undefined) throw new Error('no look was taken');
    const view = detailsView(experiment, snapshot);
    expect(modalProblems(view)).toEqual([]);
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    expectGolden(`messages/modal-look-details-${name}.txt`, textOf(view));
  });

  it('of a look that an older version took show its comparisons alone', () => {
    const { experiment } = EXAMPLES.interimReport;
    const { details, ...older } = lastLook(experiment, false);
    expect(details?.comparisons).toHaveLength(4);
    const text = textOf(detailsView(experiment, older));
    expect(text).toContain('adjusted p');
    expect(text).not.toContain('econd opinion');
  });

  it('show split and goal by the dimensions that the plan registers, as read at the look', () => {
    const { experiment, snapshot } = lookByDimension();
    const text = textOf(detailsView(experiment, snapshot));
    expectGolden('messages/modal-look-segments.txt', text.slice(text.indexOf('*7-day retention over')));
    expect(snapshot.hash).toBe(lastLook(experiment, false).hash);
  });

  it('name the experiments at the same time, with what the data say of units that met both', () => {
    const { experiment, snapshot } = lookByDimension();
    const overlap = { experiment: 'mail', title: 'Send <the> mail', share: 0.42, crossingPValue: 0.4 };
    const found = { variant: 'treatment', otherVariant: 'b', difference: -0.012, adjustedPValue: 0.3 };
    const overlaps = [
      { ...overlap, interactions: [found] },
      { ...overlap, experiment: 'bound', crossingPValue: 0.00001, interactions: [] },
      { ...overlap, experiment: 'unsaid', share: 0, crossingPValue: null, interactions: [] },
    ];
    const details = { ...(snapshot.details ?? { comparisons: [] }), overlaps };
    const view = detailsView(experiment, { ...snapshot, details });
    expect(modalProblems(view)).toEqual([]);
    const text = textOf(view);
    expectGolden('messages/modal-look-overlaps.txt', text.slice(text.indexOf('*Experiments at')));
  });

  it('say that the segments of a plan were not read', () => {
    const { experiment } = lookByDimension();
    expect(textOf(detailsView(experiment, lastLook(experiment, false)))).toContain(
      'The segments were not read',
    );
  });

  it('say by segment that the split is broken, while effects stay hidden', () => {
    const { experiment, snapshot } = lookByDimension(0.7);
    expect(snapshot.analysis.show).toBe('progress');
    const view = detailsView(experiment, snapshot);
    expect(modalProblems(view)).toEqual([]);
    expect(textOf(view)).toContain('the split is not as planned in `iOS` (adjusted p &lt; 0.0001)');
    expect(textOf(view)).not.toMatch(/lift [−+\d]/u);
  });

  it('hold the chance of the best with several treatments', () => {
    const { experiment } = EXAMPLES.dropDecision;
    const snapshot = experiment.looks.snapshots.at(-1);
    if (snapshot === undefined) throw new Error('no look was taken');
    const text = textOf(detailsView(experiment, snapshot));
    expect(text).toMatch(/Chance of the best .*: `control` .* %, `treatment-1` .* %, `treatment-2` .* %/);
  });
});
