import { describe, expect, test } from 'vitest';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { stoppingRules } from '#tools/simulation/rules.ts';
import { simulateStops } from '#tools/simulation/simulate-stops.ts';
import { BINARY, NORMAL, REVENUE, type Stream } from '#tools/simulation/streams.ts';

const LOOKS = 10;

function ratesOf(stream: Stream, effect: number, runs: number, seed: number) {
  const rules = stoppingRules(LOOKS, 2 * stream.unitsPerLook * LOOKS);
  const rates = simulateStops(stream, rules, { runs, looks: LOOKS, effect }, seededRandom(seed));
  return Object.fromEntries(rules.map((rule, index) => [rule.name, rates[index]]));
}

describe('simulated stopping', () => {
  test('peeking at ten looks errs about 19 % of the time, spending 5 %, the sequence less', () => {
    // Three standard errors of 3,000 runs: 0.012 at 5 %, 0.021 at 19.3 %.
    const rates = ratesOf(NORMAL, 0, 3000, 2);
    expect(Math.abs((rates['fixed, peeked at']?.proven ?? 0) - 0.193)).toBeLessThan(0.022);
    expect(Math.abs((rates['fixed, one look']?.proven ?? 0) - 0.05)).toBeLessThan(0.012);
    expect(Math.abs((rates['spending, O’Brien-Fleming']?.proven ?? 0) - 0.05)).toBeLessThan(0.012);
    expect(rates['confidence sequence']?.proven).toBeLessThan(0.025);
  });

  test.each([NORMAL, BINARY, REVENUE])(
    '$name: an effect sized for 80 % power is found as often',
    (stream) => {
      const rates = ratesOf(stream, stream.effectFor(LOOKS), 600, 3);
      expect(Math.abs((rates['fixed, one look']?.proven ?? 0) - 0.8)).toBeLessThan(0.05);
      expect(rates['spending, O’Brien-Fleming']?.meanFraction).toBeLessThan(0.85);
    },
  );

  test('the same seed gives the same rates', () => {
    expect(ratesOf(BINARY, 0, 50, 9)).toEqual(ratesOf(BINARY, 0, 50, 9));
  });
});
