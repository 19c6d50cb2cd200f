import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postStratifiedTest } from '#stats/covariates/post-stratified-test.ts';
import { momentsFromVariance } from '#stats/moments/moments.ts';
import { anyArm } from '#test/stats/arms.ts';
import { given, numbersIn } from '#test/stats/figures.ts';

const first = { control: momentsFromVariance(400, 2.1, 1.2), treatment: momentsFromVariance(380, 2.3, 1.3) };
const second = { control: momentsFromVariance(150, 6, 5), treatment: momentsFromVariance(190, 6.1, 5.5) };

describe('postStratifiedTest', () => {
  it('weights the strata by their pooled shares', () => {
    const result = given(postStratifiedTest({ strata: [first, second], alpha: 0.05 }));
    expect(result.n).toBe(1120);
    expect(result.absoluteEffect).toBeCloseTo((780 * 0.2 + 340 * 0.1) / 1120, 12);
    expect(result.standardError).toBeCloseTo(0.09409467906696, 12);
    expect(result.pValue).toBeCloseTo(0.07140465511524, 12);
    expect(result.confidenceInterval.lower).toBeLessThan(0);
  });

  it('adds the spread between strata when their shares are random', () => {
    const fixed = given(postStratifiedTest({ strata: [first, second], alpha: 0.05 }));
    const random = given(postStratifiedTest({ strata: [first, second], alpha: 0.05, shares: 'random' }));
    const share = 780 / 1120;
    const spread = share * (1 - share) * 0.1 ** 2;
    expect(random.standardError ** 2 - fixed.standardError ** 2).toBeCloseTo(spread / 1120, 12);
  });

  it('refuses with a reason', () => {
    const constant = momentsFromVariance(10, 1, 0);
    const reason = (strata: Parameters<typeof postStratifiedTest>[0]['strata'], alpha = 0.05) => {
      const result = postStratifiedTest({ strata, alpha });
      return result.kind === 'refused' ? result.reason : 'none';
    };
    expect(reason([])).toBe('insufficient_sample');
    expect(reason([{ ...first, control: momentsFromVariance(1, 2, 0) }, second])).toBe('insufficient_sample');
    expect(reason([{ control: constant, treatment: constant }])).toBe('zero_variance');
    expect(reason([first], 2)).toBe('invalid_input');
  });

  it('is never NaN and does not depend on the order of strata', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ control: anyArm, treatment: anyArm }), { maxLength: 3 }), (strata) => {
        const result = postStratifiedTest({ strata: [first, ...strata], alpha: 0.05 });
        const turned = postStratifiedTest({ strata: [...strata, first], alpha: 0.05 });
        expect(numbersIn(result).some(Number.isNaN)).toBe(false);
        expect(turned.kind).toBe(result.kind);
      }),
      { numRuns: 1000 },
    );
  });
});
