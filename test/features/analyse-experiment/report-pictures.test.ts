import { describe, expect, it } from 'vitest';
import { designOf, latestSnapshot } from '#domain/experiment.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { pictureRows } from '#features/analyse-experiment/picture-rows.ts';
import { reportPictures } from '#features/analyse-experiment/report-pictures.ts';
import type { RenderContext } from '#features/render-context.ts';
import { DAY } from '#shared/clock.ts';
import type { Comparison } from '#stats/engine/analysis.ts';
import { renderTopic } from '#test/features/render-topic.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { postOf } from '#test/support/example-story.ts';

const KILL = postOf(EXAMPLES.decisionKill, 'decision').context;
const FILES = { intervals: 'F0000000001', trend: 'F0000000002' };

function newest({ experiment }: RenderContext): AnalysisSnapshot {
  const snapshot = latestSnapshot(experiment);
  if (snapshot === null) throw new Error('no look');
  return snapshot;
}

/** The same report with other looks. */
function withLooks(context: RenderContext, snapshots: readonly AnalysisSnapshot[]): RenderContext {
  const { experiment } = context;
  return { ...context, experiment: { ...experiment, looks: { ...experiment.looks, snapshots } } };
}

const namesOf = (context: RenderContext) => reportPictures(context).map(({ name }) => name);

describe('the pictures of a report', () => {
  it('are none while effects are hidden, whatever was uploaded before', () => {
    const covered = postOf(EXAMPLES.coveredReport, 'report').context;
    expect(newest(covered).analysis.show).toBe('progress');
    expect(reportPictures(covered)).toEqual([]);
    const shown = renderTopic(EXAMPLES.coveredReport, 'report', FILES);
    expect(shown.blocks.filter(({ type }) => type === 'image')).toEqual([]);
  });

  it('are none for harm that was found between the looks, when effects stay hidden', () => {
    const harm = postOf(EXAMPLES.harmed, 'harm').context;
    expect(newest(harm).analysis.show).toBe('progress');
    expect(namesOf(harm)).toEqual([]);
    const look = newest(harm);
    const watch = { ...look, analysis: { ...look.analysis, show: 'progress', comparisons: [] } } as const;
    expect(namesOf(withLooks(harm, [watch]))).toEqual([]);
  });

  it('say in their alt text every figure that they draw', () => {
    const [intervals, trend] = reportPictures(KILL);
    const { experiment } = KILL;
    for (const row of pictureRows(designOf(experiment).plan, newest(KILL).analysis)) {
      for (const words of [row.name, row.note, row.figures, row.verdict])
        expect(intervals?.alt).toContain(words);
    }
    expect(trend?.alt).toMatch(/day 15: −4\.\d\d % .*day 22: −4\.\d\d % .*planned end is day 22/u);
  });

  it('show the way of the goal over the looks of the present phase alone', () => {
    const [first, second] = KILL.experiment.looks.snapshots;
    if (first === undefined || second === undefined) throw new Error('two looks are needed');
    expect(namesOf(KILL)).toEqual(['intervals', 'trend']);
    expect(namesOf(withLooks(KILL, [{ ...first, from: first.from - DAY }, second]))).toEqual(['intervals']);
  });

  it('leave out a look that had to hide its effects', () => {
    const [first, second] = KILL.experiment.looks.snapshots;
    if (first === undefined || second === undefined) throw new Error('two looks are needed');
    const hidden = { ...first, analysis: { ...first.analysis, show: 'progress' } } as const;
    expect(namesOf(withLooks(KILL, [hidden, second]))).toEqual(['intervals']);
  });

  it('have twelve rows at most, and say how many are left for the text', () => {
    const look = newest(KILL);
    const [goal] = look.analysis.comparisons;
    if (goal === undefined) throw new Error('a comparison is needed');
    const analysis = { ...look.analysis, comparisons: Array.from({ length: 15 }, () => goal) };
    const [intervals] = reportPictures(withLooks(KILL, [{ ...look, analysis }]));
    expect(intervals?.svg().match(/>goal, should rise</gu)).toHaveLength(12);
    expect(intervals?.svg()).toContain('3 more metrics are in the text');
  });
});

describe('a row of a picture', () => {
  const { plan } = designOf(KILL.experiment);
  const { analysis } = newest(KILL);
  const rowsOf = (change: (one: Comparison) => Partial<Comparison>) =>
    pictureRows(plan, {
      ...analysis,
      comparisons: analysis.comparisons.map((one) => (one.kind === 'ok' ? { ...one, ...change(one) } : one)),
    });

  it('has its margin on the side that is worse, and the lift worth having on the side that is better', () => {
    const [goal, revenue, crashes, secondary] = rowsOf(() => ({}));
    expect([goal?.limit, revenue?.limit, crashes?.limit, secondary?.limit]).toEqual([
      { at: plan.request.smallestLift, kind: 'worth' },
      { at: -0.05, kind: 'margin' },
      { at: 0.05, kind: 'margin' },
      null,
    ]);
    expect([goal?.note, revenue?.note, crashes?.note]).toEqual([
      'goal, should rise',
      'guardrail, may fall by 5 %',
      'guardrail, may rise by 5 %',
    ]);
  });

  it.each([
    ['better', 'good'],
    ['non-inferior', 'good'],
    ['worse', 'bad'],
    ['inferior', 'bad'],
    ['unproven', 'open'],
  ] as const)('of what is %s is %s', (verdict, tone) => {
    expect(rowsOf(() => ({ verdict })).map((row) => row.tone)).toEqual(Array.from({ length: 4 }, () => tone));
  });

  it('has no bounds if its interval has none, and no interval if no lift can be stated', () => {
    const [open] = rowsOf(() => ({ liftInterval: null }));
    expect(open).toMatchObject({ interval: { lower: null, upper: null } });
    expect(open?.figures).toContain('without a bound');
    const [none] = rowsOf(() => ({ lift: null, liftInterval: null }));
    expect(none).toMatchObject({ estimate: null, interval: null, figures: 'no lift can be stated' });
  });

  it('says that a guardrail cannot be judged, but nothing of a secondary metric or a dropped treatment', () => {
    const refused = (role: 'guardrail' | 'secondary') =>
      ({
        kind: 'refused',
        metric: plan.guardrails[0]?.metric.key ?? '',
        role,
        variant: 'treatment',
        reason: 'few',
        detail: '',
      }) as const;
    const rows = (role: 'guardrail' | 'secondary', dropped: readonly string[]) =>
      pictureRows(plan, { ...analysis, dropped, comparisons: [refused(role)] }).map(({ verdict }) => verdict);
    expect(rows('guardrail', [])).toEqual(['cannot be judged']);
    expect(rows('secondary', [])).toEqual([]);
    expect(rows('guardrail', ['treatment'])).toEqual([]);
  });
});
