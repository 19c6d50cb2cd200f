import { describe, expect, test } from 'vitest';
import type { AnalysisPlan, MetricRole } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { momentsFromCounts, momentsFromVariance } from '#stats/moments/moments.ts';
import { CONVERSION, lookAt, PLAN, withMoments } from './examples.ts';

const NO_MINIMUM = { days: 0, unitsPerVariant: 0, eventsPerVariant: 0, unitsPerVariantToDecide: 0 };

/** What becomes of a rate in a role, with so many events among `units` per arm. */
function outcomeOf(role: MetricRole, events: readonly [number, number], units: readonly [number, number]) {
  const metric = { ...CONVERSION, role, margin: role === 'guardrail' ? 0.05 : null };
  const plan: AnalysisPlan = { ...PLAN, minimum: NO_MINIMUM, metrics: [metric] };
  const data = { ...lookAt(1000, 0.1), units: { control: units[0], treatment: units[1] } };
  const control = withMoments(data, 'conversion', 'control', momentsFromCounts(units[0], events[0]));
  const both = withMoments(control, 'conversion', 'treatment', momentsFromCounts(units[1], events[1]));
  const allocation = { control: units[0], treatment: units[1] };
  const [entry] = analyze({ ...plan, allocation }, both, []).comparisons;
  return entry?.kind === 'refused' ? entry.reason : entry?.kind;
}

describe('secondary rates with few events', () => {
  test('are refused below 5 expected in an arm', () => {
    expect(outcomeOf('secondary', [4, 5], [1000, 1000])).toBe('insufficient_sample');
    expect(outcomeOf('secondary', [5, 5], [1000, 1000])).toBe('ok');
    expect(outcomeOf('secondary', [10, 0], [1000, 1000])).toBe('ok');
  });

  test('are counted by the smaller arm and the rate of both', () => {
    expect(outcomeOf('secondary', [45, 5], [9000, 1000])).toBe('ok');
    expect(outcomeOf('secondary', [44, 5], [9000, 1000])).toBe('insufficient_sample');
  });

  test('are compared if they are goals, which have a registered minimum of their own', () => {
    expect(outcomeOf('goal', [1, 3], [1000, 1000])).toBe('ok');
  });
});

test('a mean is compared however small it is', () => {
  const metric = { ...CONVERSION, kind: 'mean', role: 'secondary' } as const;
  const arm = momentsFromVariance(1000, 0.001, 1);
  const control = withMoments(lookAt(1000, 0.1), 'conversion', 'control', arm);
  const data = withMoments(control, 'conversion', 'treatment', arm);
  const [entry] = analyze({ ...PLAN, minimum: NO_MINIMUM, metrics: [metric] }, data, []).comparisons;
  expect(entry?.kind).toBe('ok');
});
