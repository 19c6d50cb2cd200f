import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strayNumbers } from '#agents/number-check.ts';
import { count, percent, signedPercent } from '#domain/figures.ts';

const share = fc.double({ min: 0.001, max: 0.9, noNaN: true });
const units = fc.integer({ min: 1, max: 10_000_000 });

describe('strayNumbers', () => {
  it('lets every fact be repeated as it is displayed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(share, units), { minLength: 1 }), (pairs) => {
        const facts = pairs.flatMap(([lift, n]) => [
          `Lift: ${signedPercent(lift - 0.4)}`,
          `Level: ${percent(lift)}`,
          `Units: ${count(n)}`,
        ]);
        expect(strayNumbers(facts.join('. '), facts)).toEqual([]);
      }),
    );
  });

  it('lets a share be said rounded to a decimal, and in the other form', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 0.9, noNaN: true }), (lift) => {
        const rounded = (lift * 100).toFixed(1);
        expect(strayNumbers(`It moved by ${rounded} %.`, [`Lift: ${percent(lift)}`])).toEqual([]);
        expect(strayNumbers(`It moved by ${rounded} per cent.`, [`Lift: ${lift.toFixed(6)}`])).toEqual([]);
      }),
    );
  });

  it('refuses every number that is far from all facts', () => {
    fc.assert(
      fc.property(fc.array(units, { minLength: 1, maxLength: 5 }), units, (facts, said) => {
        const near = facts.some((fact) => Math.abs(said - fact) <= 0.1 * fact);
        fc.pre(!near);
        const allowed = facts.map((fact) => `Units: ${count(fact)}`);
        expect(strayNumbers(`There were ${count(said)} units.`, allowed)).toHaveLength(1);
        expect(strayNumbers(`There were ${said}.0 units.`, allowed)).toHaveLength(1);
      }),
    );
  });

  it('never takes a whole number for a share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (number) => {
        expect(strayNumbers(`up ${number * 100} %`, [`Look: ${number}`])).toEqual([`${number * 100} %`]);
      }),
    );
  });

  const facts = [
    'Lift: +4.23 %',
    'Interval: −1.2 % to +9.7 %',
    'p value: 0.0341',
    'Units: control 44,700',
    'Look: 2 of 3',
    '7-day retention, p95',
  ];

  it.each([
    'up by 4.2 %, which is 4 percent',
    'the lift is 0.042',
    'from -1.2 to 9.7 percentage points',
    'it fell by as much as 1.2 %',
    '44.7k units, about 45 thousand',
    'the second look of three',
    'seven-day retention and p95 at p = 0.034',
    'no numbers at all, on the one hand',
  ])('accepts "%s"', (text) => {
    expect(strayNumbers(text, facts)).toEqual([]);
  });

  it.each([
    ['up by 5 %', '5 %'],
    ['down: −4.2 %', '-4.2 %'],
    ['p95 is fine, p99 is not', 'p99'],
    ['twice as good', 'twice'],
    ['twelve percent', '12 percent'],
    ['twenty-five units', '25'],
    ['4.2x better', '4.2x'],
    ['it will earn 1.2 million', '1.2 million'],
    ['½ of them', '1'],
    ['by ٤ units', '٤'],
    ['hundreds of users', 'hundreds'],
    ['44,700,000 units', '44700000'],
    ['a lift of 0 %', '0 %'],
  ])('refuses "%s"', (text, stray) => {
    expect(strayNumbers(text, facts)).toContain(stray);
  });
});
