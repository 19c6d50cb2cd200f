import { describe, expect, it } from 'vitest';
import { askedDecision } from '#domain/decision/override.ts';
import type { Recommendation } from '#domain/decision/verdict.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { buttonsFor } from '#features/analyse-experiment/decision-buttons.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

const shown = EXAMPLES.decisionShip.experiment.looks.snapshots.at(-1) as AnalysisSnapshot;
const ALL: readonly Recommendation[] = [
  'ship',
  'kill',
  'drop-variant',
  'end-without-winner',
  'keep-running',
  'extend',
  'iterate',
  'ask-person',
  'do-not-read',
];
const offered = (recommendation: Recommendation, final: boolean) =>
  buttonsFor({
    ...shown,
    analysis: { ...shown.analysis, final },
    verdict: { ...shown.verdict, recommendation },
  });

describe('the buttons of a decision', () => {
  it.each(ALL)('begin with what is recommended, and can end the experiment: %s', (recommendation) => {
    const before = offered(recommendation, false);
    const asked = askedDecision(recommendation);
    if (asked !== null) expect(before[0]).toBe(asked);
    expect(before.some((one) => one === 'kill' || one === 'end-without-winner')).toBe(true);
    expect(before).toContain('keep-running');
    expect(new Set(before).size).toBe(before.length);
  });

  it('can do nothing but end the experiment after a privacy incident', () => {
    expect(offered('halt-for-privacy', false)).toEqual(['end-without-winner']);
    expect(offered('halt-for-privacy', true)).toEqual(['end-without-winner']);
  });

  it.each(ALL)('offer no going on past the registered end: %s', (recommendation) => {
    expect(offered(recommendation, true)).toEqual(
      offered(recommendation, false).filter((one) => one !== 'keep-running'),
    );
  });
});
