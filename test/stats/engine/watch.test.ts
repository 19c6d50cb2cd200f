import { expect, test } from 'vitest';
import { analyze } from '#stats/engine/analyze.ts';
import { lookAt, PLAN } from './examples.ts';

test('a watch reads health and harm, and no effect', () => {
  for (const rate of [0.12, 0.05]) {
    const data = lookAt(5000, rate);
    const whole = analyze(PLAN, data, []);
    expect(whole.comparisons.length).toBeGreaterThan(0);
    expect(analyze(PLAN, { ...data, isWatch: true }, [])).toEqual({
      ...whole,
      show: 'progress',
      comparisons: [],
    });
  }
  expect(analyze(PLAN, { ...lookAt(5000, 0.05), isWatch: true }, []).harm).toHaveLength(1);
});
