import { describe, expect, it } from 'vitest';
import { sampleNormal } from '#stats/distributions/sampling.ts';
import { sumOfShrunken } from '#stats/history/sum-of-shrunken.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';

/**
 * Figures of another program: the posterior under flat priors of the mean and of tau by adaptive quadrature (SciPy's quad) over tau, and
 * at each tau the best linear predictors by matrix algebra (NumPy); ends by Brent's method on the integrated distribution.
 */
const CASES = [
  {
    x: [0.05, 0.01, -0.02, 0.08, 0.03, 0.0, -0.01],
    se: [0.02, 0.015, 0.01, 0.03, 0.02, 0.012, 0.02],
    picked: [0, 3, 4],
    sum: [0.10892424878366525, 0.045035609854083676, 0.021451868492066435, 0.19751303921139624],
  },
  {
    x: [0.01, 0.011, 0.009, 0.012, 0.01],
    se: [0.02, 0.03, 0.025, 0.02, 0.04],
    picked: [1, 2],
    sum: [0.020739175751601877, 0.02733813035573175, -0.03355477090365963, 0.07473722640685604],
  },
  {
    x: [0.2, -0.1, 0.05, 0.3, -0.25, 0.02],
    se: [0.01, 0.02, 0.005, 0.05, 0.03, 0.01],
    picked: [0, 1, 2, 3, 4, 5],
    sum: [0.21296266707424297, 0.06288422191189594, 0.08980540902587046, 0.33630838122110474],
  },
  {
    x: [0.04, 0.02, 0.06, -0.03, 0.01],
    se: [0.01, 0.01, 0.01, 0.01, 0.01],
    picked: [2],
    sum: [0.05732537658527373, 0.009971824869416022, 0.03783911925514442, 0.0769197563976763],
  },
] as const;

function summed(x: readonly number[], se: readonly number[], picked: readonly number[]) {
  const effects = x.map((estimate, index) => ({ estimate, standardError: se[index] ?? 0 }));
  const sum = sumOfShrunken(effects, picked, 0.05);
  if (sum.kind === 'refused') throw new Error(sum.reason);
  return sum;
}

describe('the sum of shrunken effects', () => {
  it.each(CASES)(
    'is that of another program for the effects $x, picked $picked',
    ({ x, se, picked, sum }) => {
      const { estimate, standardDeviation, interval } = summed(x, se, picked);
      for (const [index, figure] of [estimate, standardDeviation, interval.lower, interval.upper].entries())
        expect(figure).toBeCloseTo(sum[index] ?? Number.NaN, 6);
    },
  );

  it('is nothing if nothing is picked', () => {
    const { estimate, interval } = summed(CASES[0].x, CASES[0].se, []);
    expect([estimate, interval]).toEqual([0, { lower: 0, upper: 0 }]);
  });

  it('refuses too few effects, a standard error of 0, and an alpha that is none', () => {
    const effects = CASES[1].x.map((estimate) => ({ estimate, standardError: 0.01 }));
    expect(sumOfShrunken(effects.slice(0, 3), [0], 0.05)).toMatchObject({ reason: 'insufficient_sample' });
    const exact = [...effects, { estimate: 0.1, standardError: 0 }];
    expect(sumOfShrunken(exact, [0], 0.05)).toMatchObject({ reason: 'zero_variance' });
    expect(sumOfShrunken(effects, [0], 0)).toMatchObject({ reason: 'invalid_input' });
  });

  it.each([
    [5, 0.75],
    [20, 0.25],
  ])(
    'leaves little luck in what is picked by its estimate, of %i effects at most %f of it, and its interval holds the truth',
    (size, most) => {
      const random = seededRandom(11);
      const uniform = () => random.uniform();
      const teams = 200;
      let [held, luck, kept] = [0, 0, 0];
      for (let team = 0; team < teams; team += 1) {
        const truth = Array.from({ length: size }, () => 0.005 + 0.02 * sampleNormal(uniform));
        const se = truth.map(() => 0.01 + 0.02 * uniform());
        const x = truth.map((effect, index) => effect + (se[index] ?? 0) * sampleNormal(uniform));
        const picked = x.flatMap((estimate, index) => (estimate > 1.5 * (se[index] ?? 0) ? [index] : []));
        const { estimate, interval } = summed(x, se, picked);
        const real = picked.reduce((sum, place) => sum + (truth[place] ?? 0), 0);
        if (real >= interval.lower && real <= interval.upper) held += 1;
        luck += picked.reduce((sum, place) => sum + (x[place] ?? 0), 0) - real;
        kept += estimate - real;
      }
      // Three standard errors of a share of 95 % in 200 teams are 4.6 %.
      expect(held / teams).toBeGreaterThan(0.9);
      expect(Math.abs(kept)).toBeLessThan(luck * most);
    },
  );
});
