import {
  type Alternative,
  type ConfidenceInterval,
  isRate,
  refuse,
  type StatsRefusal,
} from '#stats/outcome.ts';
import { mixtureRate } from './mixture-rate.ts';
import {
  sequenceCritical,
  sequenceCriticalOneSided,
  sequenceLogP,
  sequenceLogPOneSided,
  sequencePOneSided,
} from './sequence-boundary.ts';

/**
 * An estimate of an effect with its standard error after `n` units in both arms together.
 * `tunedUnits` (N*) is the number of units at which the sequence is tightest, fixed before
 * the start: the planned total.
 */
export type SequenceInput = {
  readonly estimate: number;
  readonly standardError: number;
  readonly n: number;
  readonly alpha: number;
  readonly tunedUnits: number;
  readonly alternative?: Alternative;
};

/** Valid at this and every other look at once; one-sided intervals have one infinite end. */
export type ConfidenceSequence = {
  readonly kind: 'ok';
  readonly method: 'asymptotic-confidence-sequence';
  readonly alpha: number;
  readonly alternative: Alternative;
  readonly n: number;
  readonly rho: number;
  readonly halfWidth: number;
  readonly confidenceInterval: ConfidenceInterval;
  readonly pValue: number;
  readonly logPValue: number;
};

/**
 * The interval and p-value that hold whenever and however often the data are read. Works with
 * any estimator that has a standard error; the guarantee is asymptotic, so do not show it
 * below about 100 units per arm. `greater` asks whether the effect is above 0.
 * Refuses `insufficient_sample` (no units), `zero_variance` (standard error 0),
 * `invalid_input` (figures not finite, alpha outside 0..1, or 0..0.5 one-sided, N* not > 0).
 * Source: Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas 2024, arXiv 2103.06476.
 */
export function confidenceSequence(input: SequenceInput): ConfidenceSequence | StatsRefusal {
  const { estimate, standardError, n, alpha, tunedUnits, alternative = 'two-sided' } = input;
  const problem = checkSequenceInput(input);
  if (problem !== undefined) return problem;
  const twoSided = alternative === 'two-sided';
  const rate = mixtureRate(twoSided ? alpha : 2 * alpha, tunedUnits);
  const k = n * rate;
  if (!(k > 0 && Number.isFinite(k)))
    return refuse('invalid_input', 'units and N* are out of all proportion');
  const critical = twoSided ? sequenceCritical(k, alpha) : sequenceCriticalOneSided(k, alpha);
  const halfWidth = critical * standardError;
  const statistic = (alternative === 'less' ? -estimate : estimate) / standardError;
  const logPValue = twoSided ? sequenceLogP(k, statistic) : sequenceLogPOneSided(k, statistic);
  return {
    kind: 'ok',
    method: 'asymptotic-confidence-sequence',
    alpha,
    alternative,
    n,
    rho: Math.sqrt(rate),
    halfWidth,
    confidenceInterval: {
      lower: alternative === 'less' ? Number.NEGATIVE_INFINITY : estimate - halfWidth,
      upper: alternative === 'greater' ? Number.POSITIVE_INFINITY : estimate + halfWidth,
    },
    pValue: twoSided ? Math.exp(logPValue) : sequencePOneSided(k, statistic),
    logPValue,
  };
}

function checkSequenceInput(input: SequenceInput): StatsRefusal | undefined {
  const { estimate, standardError, n, alpha, tunedUnits, alternative = 'two-sided' } = input;
  if (!Number.isFinite(estimate) || !(standardError >= 0 && Number.isFinite(standardError))) {
    return refuse('invalid_input', 'estimate and standard error must be finite');
  }
  if (!isRate(alternative === 'two-sided' ? alpha : 2 * alpha)) {
    return refuse('invalid_input', 'alpha must lie between 0 and 1 (0.5 for one side)');
  }
  if (!(n >= 0 && Number.isFinite(n)) || !(tunedUnits > 0 && Number.isFinite(tunedUnits))) {
    return refuse('invalid_input', 'units must be finite and N* above 0');
  }
  if (n === 0) return refuse('insufficient_sample', 'no units were seen');
  return standardError === 0 ? refuse('zero_variance', 'the standard error is 0') : undefined;
}
