import { describe, expect, it } from 'vitest';
import type { AskedChanges } from '#agents/change-reader.ts';
import { changeLines, changesOf } from '#features/design-plan/asked-changes.ts';
import { CATALOGUE, requestOf } from '#test/agents/examples.ts';

const NOTHING: AskedChanges = {
  ...{ goalMetric: null, guardrailMetrics: null, surface: null, repository: null, risk: null },
  ...{ smallestLift: null, expectedLift: null, trafficShare: null, split: null },
};
const REQUEST = requestOf();
const changes = (asked: Partial<AskedChanges>) => changesOf({ ...NOTHING, ...asked }, REQUEST);
const words = (asked: Partial<AskedChanges>) => changeLines(changes(asked), REQUEST, CATALOGUE);

describe('changesOf', () => {
  it('is empty if nothing is asked, and if all is as asked already', () => {
    expect(changes({})).toEqual({});
    const { goalMetric, surface, risk } = REQUEST;
    expect(changes({ goalMetric, surface, risk, trafficShare: 50, split: [50, 50] })).toEqual({});
  });

  it('has per cent as fractions, without rubbish of floating point', () => {
    expect(changes({ smallestLift: 7, expectedLift: 0.7, trafficShare: 14, split: [70, 30] })).toEqual({
      ...{ smallestLift: 0.07, expectedLift: 0.007, trafficShare: 0.14, split: [0.7, 0.3] },
    });
  });

  it('takes a goal out of the guardrails', () => {
    expect(changes({ goalMetric: 'crash_rate' })).toEqual({ goalMetric: 'crash_rate', guardrailMetrics: [] });
  });
});

describe('changeLines', () => {
  it('say each change with what holds now', () => {
    expect(words({ goalMetric: 'visit_rate', expectedLift: 6, split: [70, 30] })).toEqual([
      'Goal metric: Visit rate (now 7-day retention)',
      'Lift to be able to see: 6 % (now the smallest)',
      'Split: 70 % / 30 % (now 50 % / 50 %)',
    ]);
    expect(words({ guardrailMetrics: [] })).toEqual(['Guardrails: none (now Crash rate)']);
    expect(words({})).toEqual([]);
  });
});
