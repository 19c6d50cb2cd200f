import { betaBinomial } from '#stats/bayes/beta-binomial.ts';
import {
  normalPosterior,
  priorSensitivity,
  SCEPTICAL_PRIOR,
  WEAK_PRIOR,
} from '#stats/bayes/normal-posterior.ts';
import { probabilityBestNormal } from '#stats/bayes/probability-best.ts';
import { deltaLift } from '#stats/lift/delta-lift.ts';
import { meanVariance } from '#stats/moments/moments.ts';
import type { AnalysisPlan, LookData } from './analysis.ts';
import { armOf, variantsOf } from './arms.ts';
import type { Cell } from './cells.ts';
import type { SecondOpinion } from './details.ts';
import type { RatePair } from './exact-rates.ts';

/** Jeffreys' prior of a rate: half an event and half a unit without one. */
const RATE_PRIOR = [0.5, 0.5] as const;
/** The chance from which a prior counts as agreeing; no message shows it. */
const SURE = 0.95;

/**
 * The Bayesian view of a comparison: of a rate with few events by beta posteriors, else by a normal posterior of the lift, under a
 * weak prior (effects beyond 60 % are rare) and a sceptical one (beyond 10 %). Null if no lift can be stated.
 */
export function secondOpinion(cell: Cell, alpha: number): SecondOpinion | null {
  if (cell.rates !== null && cell.metric.role !== 'guardrail') return opinionOfRates(cell, cell.rates);
  return opinionOfLift(cell, alpha);
}

function opinionOfRates({ metric }: Cell, rates: RatePair): SecondOpinion | null {
  const found = betaBinomial({ ...rates, prior: RATE_PRIOR });
  if (found.kind === 'refused') return null;
  const { probTreatmentBetter, probControlBetter, controlMean } = found;
  const [below, above] = [found.expectedLossTreatment, found.expectedLossControl];
  const isUp = metric.desiredDirection === 'increase';
  return {
    method: 'beta-binomial',
    chance: isUp ? probTreatmentBetter : probControlBetter,
    lossIfShipped: (isUp ? below : above) / controlMean,
    lossIfKept: (isUp ? above : below) / controlMean,
  };
}

/** A guardrail is held against its margin: the lift and the priors move by it. */
function opinionOfLift({ metric, pair }: Cell, alpha: number): SecondOpinion | null {
  const lift = deltaLift({ control: pair.control, treatment: pair.treatment, alpha });
  if (lift.kind === 'refused') return null;
  const isUp = metric.desiredDirection === 'increase';
  const shift = metric.role === 'guardrail' ? (isUp ? 1 : -1) * (metric.margin ?? 0) : 0;
  const moved = (prior: typeof WEAK_PRIOR) =>
    prior === null ? null : { ...prior, mean: prior.mean + shift };
  const input = {
    estimate: lift.lift + shift,
    standardError: lift.standardError,
    alpha,
    desiredDirection: metric.desiredDirection,
  };
  const weak = normalPosterior({ ...input, prior: moved(WEAK_PRIOR) });
  const sceptical = priorSensitivity(input, { sceptical: moved(SCEPTICAL_PRIOR) }, SURE);
  if (weak.kind === 'refused' || sceptical.kind === 'refused') return null;
  return {
    method: 'normal-posterior',
    chance: weak.chanceToWin,
    lossIfShipped: weak.riskTreatment,
    lossIfKept: weak.riskControl,
    scepticalChance: sceptical.readings[0]?.posterior.chanceToWin ?? weak.chanceToWin,
  };
}

/** The chance of each variant left to have the best level of the goal; null with fewer than two treatments. */
export function chanceBest(plan: AnalysisPlan, data: LookData): Readonly<Record<string, number>> | null {
  const goal = plan.metrics.find(({ role }) => role === 'goal');
  const variants = variantsOf(plan).filter((variant) => data.dropped?.includes(variant) !== true);
  if (goal === undefined || variants.length < 3) return null;
  const arms = variants.map((variant) => armOf(data, goal.key, variant));
  if (arms.some(({ n }) => n < 2)) return null;
  const levels = arms.map((arm) => ({ mean: arm.mean, standardDeviation: Math.sqrt(meanVariance(arm)) }));
  const best = probabilityBestNormal(levels, goal.desiredDirection);
  if (best.kind === 'refused') return null;
  return Object.fromEntries(variants.map((variant, index) => [variant, best.probabilities[index] ?? 0]));
}
