/**
 * The normal mixture behind every always-valid answer, in its one free figure `k` = N rho² > 0: N the units seen in both
 * arms, rho² the {@link mixtureRate}. The statistic is estimate / standard error.
 * Source: Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas 2024, arXiv 2103.06476.
 */

/** Critical value for |statistic| at a two-sided `level` (0..1). */
export function sequenceCritical(k: number, level: number): number {
  return Math.sqrt(((k + 1) / k) * (Math.log1p(k) - 2 * Math.log(level)));
}

/** Critical value for the statistic in one direction, at a one-sided `level` (0..0.5). */
export function sequenceCriticalOneSided(k: number, level: number): number {
  return Math.sqrt(2 * ((k + 1) / k) * Math.log1p(Math.sqrt(k + 1) / (2 * level)));
}

/** ln of the mixture's likelihood ratio against no effect; below 0 the data speak for no effect. */
export function sequenceLogEvidence(k: number, statistic: number): number {
  return exponentOf(k, statistic) - Math.log1p(k) / 2;
}

/** ln of the two-sided always-valid p-value, at most 0. */
export function sequenceLogP(k: number, statistic: number): number {
  return Math.min(0, -sequenceLogEvidence(k, statistic));
}

/** One-sided always-valid p-value (0..1) against the null that the true statistic is 0 or less. */
export function sequencePOneSided(k: number, statistic: number): number {
  if (statistic <= 0) return 1;
  return Math.min(1, Math.sqrt(k + 1) / (2 * Math.expm1(exponentOf(k, statistic))));
}

/** ln of {@link sequencePOneSided}; it still orders results whose p-value has underflowed to 0. */
export function sequenceLogPOneSided(k: number, statistic: number): number {
  const exponent = exponentOf(k, statistic);
  if (statistic <= 0 || exponent <= 30) return Math.log(sequencePOneSided(k, statistic));
  return Math.min(0, Math.log1p(k) / 2 - Math.LN2 - exponent - Math.log1p(-Math.exp(-exponent)));
}

function exponentOf(k: number, statistic: number): number {
  return ((k / (k + 1)) * statistic * statistic) / 2;
}
