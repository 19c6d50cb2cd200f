import { normalCdf } from '#stats/distributions.ts';
import type { Counted } from './counted-in.ts';
import type { Outcome } from './outcome-in.ts';

const DAY = 86_400_000;
/** Points over the spread: many, so that the product's own grid is what is judged. */
const POINTS = 4_000;

/** What shipped changes are worth, counted with a grid of its own: sums of posterior means under flat priors of the mean and the spread. */
export function impactIn(all: readonly Outcome[], until: number): Counted {
  const effects = all.flatMap(({ effect, outcome, at }) =>
    effect === null
      ? []
      : [{ ...effect, isOurs: outcome === 'shipped' && at > until - 365 * DAY && at <= until }],
  );
  const isFew = effects.length < 5;
  if (isFew) return { 'effects measured': effects.length };
  const metrics = [...new Set(effects.filter(({ isOurs }) => isOurs).map(({ metric }) => metric))];
  const goals = metrics.map((metric) => {
    const own = effects.flatMap((one, index) => (one.isOurs && one.metric === metric ? [index] : []));
    const measured = own.reduce((sum, index) => sum + (effects[index]?.lift ?? 0), 0);
    const sum = worthOf(effects, own);
    return [
      [`${metric}: shipped`, own.length],
      [`${metric}: measured`, measured],
      [`${metric}: worth`, sum.mean],
      [`${metric}: worth at least`, sum.low],
      [`${metric}: worth at most`, sum.high],
    ] as const;
  });
  return { 'effects measured': effects.length, ...Object.fromEntries(goals.flat()) };
}

interface Measured {
  readonly lift: number;
  readonly error: number;
}

function worthOf(effects: readonly Measured[], own: readonly number[]) {
  const scale = Math.max(...effects.map(({ error }) => error));
  const parts = Array.from({ length: POINTS }, (_, index) => {
    const share = (index + 0.5) / POINTS;
    // Half of the points lie below the largest error of an effect.
    const spread = (scale * share) / (1 - share);
    return { ...atSpread(effects, own, spread), stretch: 1 / (1 - share) ** 2 };
  });
  const top = Math.max(...parts.map(({ log }) => log));
  const weights = parts.map(({ log, stretch }) => Math.exp(log - top) * stretch);
  const total = weights.reduce((sum, one) => sum + one, 0);
  const mean = parts.reduce((sum, one, index) => sum + (one.mean * (weights[index] ?? 0)) / total, 0);
  const below = (x: number) =>
    parts.reduce((sum, one, index) => {
      const weight = (weights[index] ?? 0) / total;
      return weight < 1e-15 ? sum : sum + weight * normalCdf((x - one.mean) / one.deviation);
    }, 0);
  const reach = Math.max(
    ...parts.map(({ deviation, mean: of }, index) =>
      (weights[index] ?? 0) / total > 1e-12 ? Math.abs(of - mean) + 12 * deviation : 0,
    ),
  );
  const endAt = (share: number) => {
    let [low, high] = [mean - reach, mean + reach];
    for (let step = 0; step < 60; step += 1) {
      const half = (low + high) / 2;
      if (below(half) < share) low = half;
      else high = half;
    }
    return (low + high) / 2;
  };
  return { mean, low: endAt(0.025), high: endAt(0.975) };
}

/** The sum of the true effects of these places if effects differed by this spread, and how likely that is (logarithm, up to a constant). */
function atSpread(effects: readonly Measured[], own: readonly number[], spread: number) {
  const precisions = effects.map(({ error }) => 1 / (error ** 2 + spread ** 2));
  const total = precisions.reduce((sum, one) => sum + one, 0);
  const centre = effects.reduce((sum, { lift }, index) => sum + lift * (precisions[index] ?? 0), 0) / total;
  const misfit = effects.reduce(
    (sum, { lift }, index) => sum + (precisions[index] ?? 0) * (lift - centre) ** 2,
    0,
  );
  const log = precisions.reduce((sum, one) => sum + Math.log(one) / 2, 0) - Math.log(total) / 2 - misfit / 2;
  let [mean, variance, pull] = [0, 0, 0];
  for (const index of own) {
    const { lift = 0, error = 1 } = effects[index] ?? {};
    const kept = spread ** 2 / (spread ** 2 + error ** 2);
    mean += kept * lift + (1 - kept) * centre;
    variance += kept * error ** 2;
    pull += 1 - kept;
  }
  return { log, mean, deviation: Math.sqrt(variance + pull ** 2 / total) };
}
