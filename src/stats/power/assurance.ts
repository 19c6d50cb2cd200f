import { normalIsf, normalSf } from '#stats/distributions.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { checkAlpha, type Sided } from './error-rates.ts';
import { averageOver, type EffectPrior } from './prior-average.ts';

/** The chance that an experiment proves an effect, averaged over what is believed beforehand. */
export type Assurance = {
  readonly kind: 'ok';
  readonly method: 'normal-prior-quadrature';
  readonly alpha: number;
  readonly alternative: 'two-sided' | 'greater';
  /** Two-sided: either direction; one-sided: gains only. */
  readonly assurance: number;
  readonly provenGain: number;
  readonly provenLoss: number;
  /** The most that any size can reach: the prior chance of a gain one-sided, 1 two-sided. */
  readonly ceiling: number;
};

/** `standardError` of the estimate at the planned size, in the prior's units. */
export type AssuranceInput = {
  readonly prior: EffectPrior;
  readonly standardError: number;
  readonly alpha: number;
  readonly sided?: Sided;
};

/**
 * Bayesian assurance of a plan whose standard error is known. Refuses `zero_variance`
 * (standard error 0) and `invalid_input` (figures not finite, alpha outside 0..1).
 * Source: O'Hagan, Stevens, Campbell 2005.
 */
export function assurance(input: AssuranceInput): Assurance | StatsRefusal {
  const { standardError } = input;
  if (standardError === 0) return refuse('zero_variance', 'the standard error is 0');
  if (!(standardError > 0 && Number.isFinite(standardError))) {
    return refuse('invalid_input', 'the standard error must be finite and positive');
  }
  return average(input, () => standardError, standardError);
}

/** Units per arm; the prior is on the absolute difference of rates, kept to rates within 0..1. */
export type RateAssuranceInput = {
  readonly controlRate: number;
  readonly controlUnits: number;
  readonly treatmentUnits: number;
  readonly prior: EffectPrior;
  readonly alpha: number;
  readonly sided?: Sided;
};

/**
 * Assurance for rates, whose (unpooled) standard error moves with the effect. Refuses `zero_variance`
 * (control rate 0 or 1) and `invalid_input`. Source: O'Hagan, Stevens, Campbell 2005.
 */
export function assuranceForProportions(input: RateAssuranceInput): Assurance | StatsRefusal {
  const { controlRate, controlUnits, treatmentUnits } = input;
  if (!(controlRate >= 0 && controlRate <= 1))
    return refuse('invalid_input', 'a rate must lie between 0 and 1');
  if (!(controlUnits >= 1 && treatmentUnits >= 1) || !Number.isFinite(controlUnits + treatmentUnits)) {
    return refuse('invalid_input', 'each arm needs at least one unit');
  }
  const fixed = (controlRate * (1 - controlRate)) / controlUnits;
  if (fixed === 0) return refuse('zero_variance', 'the control rate is 0 or 1');
  const standardErrorAt = (effect: number) => {
    const rate = Math.min(1, Math.max(0, controlRate + effect));
    return Math.sqrt(fixed + (rate * (1 - rate)) / treatmentUnits);
  };
  return average(input, standardErrorAt, standardErrorAt(0), [-controlRate, 1 - controlRate]);
}

type Question = { readonly prior: EffectPrior; readonly alpha: number; readonly sided?: Sided };

/** `ends`: effects beyond which the outcome stays what it is there. */
function average(
  { prior, alpha, sided = 2 }: Question,
  standardErrorAt: (effect: number) => number,
  width: number,
  [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
): Assurance | StatsRefusal {
  const problem = checkAlpha(alpha, sided) ?? checkPrior(prior);
  if (problem !== undefined) return problem;
  const z = normalIsf(alpha / sided);
  const distance = (effect: number) => {
    const possible = Math.min(most ?? effect, Math.max(least ?? effect, effect));
    return possible / standardErrorAt(possible);
  };
  const ends = [least, most].filter(Number.isFinite);
  const turns = { cuts: [-z * width, 0, z * width, ...ends], width };
  const gain = Math.min(
    1,
    averageOver(prior, (effect) => normalSf(z - distance(effect)), turns),
  );
  const loss = Math.min(
    1,
    averageOver(prior, (effect) => normalSf(z + distance(effect)), turns),
  );
  const positive = prior.sd === 0 ? Number(prior.mean > 0) : normalSf(-prior.mean / prior.sd);
  return {
    kind: 'ok',
    method: 'normal-prior-quadrature',
    alpha,
    alternative: sided === 2 ? 'two-sided' : 'greater',
    assurance: sided === 2 ? Math.min(1, gain + loss) : gain,
    provenGain: gain,
    provenLoss: loss,
    ceiling: sided === 2 ? 1 : positive,
  };
}

function checkPrior({ mean, sd }: EffectPrior): StatsRefusal | undefined {
  return Number.isFinite(mean) && sd >= 0 && Number.isFinite(sd)
    ? undefined
    : refuse('invalid_input', 'the prior needs a finite mean and an sd of at least 0');
}
