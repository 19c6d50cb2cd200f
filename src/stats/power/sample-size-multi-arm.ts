import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { checkAlpha, type ErrorRates } from './error-rates.ts';
import type { MeanMethod } from './power-means.ts';
import type { ProportionMethod } from './power-proportions.ts';
import { sampleSizeForMeans } from './sample-size-means.ts';
import { type SampleSize, sampleSizeForProportions } from './sample-size-proportions.ts';

/** What is compared: two rates (unpooled z unless named), or a standardised difference of means (noncentral t unless `z`). */
export type PlannedEffect =
  | {
      readonly kind: 'proportion';
      readonly controlRate: number;
      readonly treatmentRate: number;
      readonly method?: ProportionMethod;
    }
  | { readonly kind: 'mean'; readonly standardizedEffect: number; readonly method?: MeanMethod };

/** `arms` includes control (2..100). */
export type MultiArmInput = ErrorRates & {
  readonly effect: PlannedEffect;
  readonly arms: number;
  readonly comparisons?: 'against-control' | 'all-pairs';
};

/** Equal arms; `n` units over all of them. */
export type MultiArmSize = {
  readonly kind: 'ok';
  readonly method: string;
  readonly alpha: number;
  readonly alternative: 'two-sided' | 'one-sided';
  readonly alphaPerComparison: number;
  readonly comparisons: number;
  readonly unitsPerVariantExact: number;
  readonly unitsPerVariant: number;
  readonly n: number;
};

/**
 * Units per variant when several comparisons share alpha (Bonferroni): arms - 1 against control, or all
 * arms(arms - 1)/2 pairs. Refuses as the two-arm functions do, and `invalid_input` for arms not a whole
 * number in 2..100. Source: Dunn 1961.
 */
export function sampleSizeForArms(input: MultiArmInput): MultiArmSize | StatsRefusal {
  const { arms, alpha, comparisons: which = 'against-control' } = input;
  const problem = checkAlpha(alpha, input.sided);
  if (problem !== undefined) return problem;
  if (!Number.isInteger(arms) || arms < 2 || arms > 100) {
    return refuse('invalid_input', 'arms must be a whole number from 2 to 100');
  }
  const comparisons = which === 'all-pairs' ? (arms * (arms - 1)) / 2 : arms - 1;
  const pair = sizeOfPair(input, alpha / comparisons);
  if (pair.kind === 'refused') return pair;
  return {
    kind: 'ok',
    method: `${pair.method}-bonferroni`,
    alpha,
    alternative: pair.alternative,
    alphaPerComparison: alpha / comparisons,
    comparisons,
    unitsPerVariantExact: pair.controlUnitsExact,
    unitsPerVariant: pair.controlUnits,
    n: arms * pair.controlUnits,
  };
}

function sizeOfPair({ effect, power, sided = 2 }: MultiArmInput, alpha: number): SampleSize | StatsRefusal {
  const rates = { alpha, power, sided };
  return effect.kind === 'proportion'
    ? sampleSizeForProportions({ ...effect, ...rates })
    : sampleSizeForMeans({ ...effect, ...rates });
}

/**
 * The share of traffic that control should get when `treatments` arms of equal size are all
 * compared with it: sqrt(k) / (k + sqrt(k)); the treatments split the rest.
 */
export function bestControlShare(treatments: number): number {
  return 1 / (1 + Math.sqrt(Math.max(1, treatments)));
}
