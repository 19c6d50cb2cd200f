import { describe, expect, it } from 'vitest';
import { latestSnapshot } from '#domain/experiment.ts';
import { daysLeftWords, paceLine } from '#features/analyse-experiment/pace-line.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

function analysis(change: {
  readonly informationFraction?: number;
  readonly final?: boolean;
  readonly daysRunning?: number;
}) {
  const snapshot = latestSnapshot(EXAMPLES.interimReport.experiment);
  if (snapshot === null) throw new Error('no look');
  return { ...snapshot.analysis, final: false, daysRunning: 7, informationFraction: 0.5, ...change };
}

describe('the pace in a report', () => {
  it('is told if clearly fewer units come than planned, with what the end would prove', () => {
    expect(paceLine(GATE_PLAN, analysis({ informationFraction: 0.2 }))).toMatch(
      /^:warning: Units come at 40 % of the planned pace\. The end would have 36,076 of 90,189, and a chance of 6\d % to prove \+5 % instead of 9\d %\. The smallest lift with 80 % is then \+6\.\d %\.$/,
    );
  });

  it('is told if clearly more come, with the earlier end if whole weeks allow one', () => {
    expect(paceLine(GATE_PLAN, analysis({ informationFraction: 1.05 }))).toBe(
      'Units come at 210 % of the planned pace. The planned units are reached on day 15 instead of 22, and the experiment ends there.',
    );
    expect(paceLine(GATE_PLAN, analysis({ informationFraction: 0.7 }))).toContain(
      'at 140 % of the planned pace. The registered end stays as it is',
    );
  });

  it('is not told up to a fifth, at the registered end, or by looks of older versions', () => {
    expect(paceLine(GATE_PLAN, analysis({ informationFraction: 0.41 }))).toBeNull();
    expect(paceLine(GATE_PLAN, analysis({ informationFraction: 0.59 }))).toBeNull();
    expect(paceLine(GATE_PLAN, analysis({ informationFraction: 0.2, final: true }))).toBeNull();
    const { daysRunning: _, ...old } = analysis({ informationFraction: 0.2 });
    expect(paceLine(GATE_PLAN, old)).toBeNull();
    expect(daysLeftWords(GATE_PLAN, old)).toBe('');
  });

  it('has the days left beside it, until the end', () => {
    expect(daysLeftWords(GATE_PLAN, analysis({}))).toBe(', 7 days left');
    expect(daysLeftWords(GATE_PLAN, analysis({ daysRunning: 13 }))).toBe(', a day left');
    expect(daysLeftWords(GATE_PLAN, analysis({ final: true }))).toBe('');
  });
});
