import { sampleGamma, sampleNormal } from '#stats/distributions/sampling.ts';
import { logGamma } from '#stats/distributions.ts';

/** A stream of draws fixed by its seed: the same on every machine and in every run. */
export type RandomSource = {
  /** Uniform, strictly between 0 and 1, 52 bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Gamma with shape > 0 and rate 1. */
  gamma(shape: number): number;
  /** Beta(a, b), a, b > 0. */
  beta(a: number, b: number): number;
  /** Poisson with mean lambda >= 0. */
  poisson(lambda: number): number;
  /** Binomial: successes among n >= 0 trials of probability p. */
  binomial(n: number, p: number): number;
  /** Exponential with mean 1. */
  exponential(): number;
};

/** Starts a stream; any finite number is a seed, of which the lowest 53 whole bits count. */
export function seededRandom(seed: number): RandomSource {
  const uniform = openUniform(seed);
  return {
    uniform,
    normal: () => sampleNormal(uniform),
    gamma: (shape) => sampleGamma(uniform, shape),
    beta: (a, b) => sampleBeta(uniform, a, b),
    poisson: (lambda) => (lambda < 10 ? smallPoisson(uniform, lambda) : largePoisson(uniform, lambda)),
    binomial: (n, p) => sampleBinomial(uniform, n, p),
    exponential: () => -Math.log(uniform()),
  };
}

/** The sfc32 generator (128-bit state, passes PractRand), two words per draw. */
function openUniform(seed: number): () => number {
  const whole = Math.abs(Math.trunc(seed));
  const state = new Uint32Array([whole, whole / 2 ** 32, seed < 0 ? 1 : 0, 1]);
  const next = () => {
    const [a = 0, b = 0, c = 0, counter = 0] = state;
    const out = (a + b + counter) >>> 0;
    state[3] = counter + 1;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + out;
    return out;
  };
  // The first words still look like the seed.
  for (let i = 0; i < 20; i += 1) next();
  return () => ((next() >>> 6) * 2 ** 26 + (next() >>> 6) + 0.5) / 2 ** 52;
}

/** Ratio of gammas; for shapes so small that both underflow, the limit: all mass at 0 or 1. */
function sampleBeta(uniform: () => number, a: number, b: number): number {
  const first = sampleGamma(uniform, a);
  const second = sampleGamma(uniform, b);
  if (first + second > 0) return first / (first + second);
  return uniform() < a / (a + b) ? 1 : 0;
}

/** Counts uniforms until their product falls below exp(-lambda). */
function smallPoisson(uniform: () => number, lambda: number): number {
  const limit = Math.exp(-lambda);
  let count = 0;
  for (let product = uniform(); product > limit; product *= uniform()) count += 1;
  return count;
}

/**
 * Transformed rejection, PTRS of Hoermann (1993), for lambda >= 10.
 * jstat's sampler draws from Math.random here and so cannot be seeded.
 */
function largePoisson(uniform: () => number, lambda: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(lambda);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = uniform() - 0.5;
    const v = uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + lambda + 0.43);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const bound = k * Math.log(lambda) - lambda - logGamma(k + 1);
    if (Math.log((v * inverseAlpha) / (a / (us * us) + b)) <= bound) return k;
  }
}

/** Splits the trials at an order statistic (a beta draw) until few are left, then counts them. */
function sampleBinomial(uniform: () => number, n: number, p: number): number {
  let trials = Math.floor(n);
  let rate = Math.min(1, Math.max(0, p));
  let successes = 0;
  while (trials > 40) {
    const rank = Math.floor(trials / 2) + 1;
    const cut = sampleBeta(uniform, rank, trials + 1 - rank);
    if (cut <= rate) {
      successes += rank;
      trials -= rank;
      rate = (rate - cut) / (1 - cut);
    } else {
      trials = rank - 1;
      rate /= cut;
    }
  }
  for (; trials > 0; trials -= 1) if (uniform() < rate) successes += 1;
  return successes;
}
