import { gaussLegendre, normalPdf } from '#stats/distributions.ts';

/** What is believed of an effect before the start: normal with this mean and sd >= 0, in the effect's units. */
export type EffectPrior = { readonly mean: number; readonly sd: number };

/** The points at which the averaged function turns: around each of `cuts`, over a few `width`s. */
export type Turns = { readonly cuts: readonly number[]; readonly width: number };

/**
 * The mean of `f` over the prior, by Gauss-Legendre over 9 deviations to each side. The range
 * is cut at the points at which f turns, so that a step far narrower than the prior is not missed.
 */
export function averageOver(
  prior: EffectPrior,
  f: (effect: number) => number,
  { cuts, width }: Turns,
): number {
  if (prior.sd === 0) return f(prior.mean);
  const turns = cuts.flatMap((cut) => [-8, -3, 0, 3, 8].map((steps) => cut + steps * width));
  const inPrior = turns.map((turn) => (turn - prior.mean) / prior.sd).filter((x) => Math.abs(x) < 9);
  const ends = [-9, -4, 0, 4, 9, ...inPrior].sort((first, second) => first - second);
  const { nodes, weights } = gaussLegendre(32);
  let total = 0;
  for (let i = 1; i < ends.length; i += 1) {
    const low = ends[i - 1] ?? 0;
    const half = ((ends[i] ?? low) - low) / 2;
    for (const [j, node] of nodes.entries()) {
      const x = low + half * (1 + node);
      total += half * (weights[j] ?? 0) * normalPdf(x) * f(prior.mean + prior.sd * x);
    }
  }
  return total;
}
