import { count, level, percent, pValue, signedPercent } from '#domain/figures.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { SMALL_EFFECT, type TrialCriterion, trialCriteria } from '#domain/looks/trial-criteria.ts';
import type { Plan } from '#domain/plan.ts';
import type { TrialDetail } from '#stats/engine/details.ts';
import { levelOf, metricOf, shownComparisons } from './facts.ts';

/** The trials of one goal and treatment, as a reader gets them: a head, and one sentence a line. Plain text, not escaped. */
export interface TrialWords {
  readonly head: string;
  readonly variant: string;
  readonly lines: readonly string[];
}

/** What the trials of a file experiment say; nothing for other experiments, and before a look that may be the last. */
export function trialWords(plan: Plan, { analysis, details }: AnalysisSnapshot): readonly TrialWords[] {
  const shown = shownComparisons(analysis);
  return (details?.trials ?? []).map((trials) => {
    const { metric, variant } = trials;
    const same = shown.find((one) => one.metric === metric && one.variant === variant) ?? null;
    return {
      head: metricOf(plan, metric)?.name ?? metric,
      variant,
      lines: [
        figuresLine(plan, trials),
        ...sizeLine(trials),
        ...trialCriteria(plan, trials, same).map(
          ({ key, isMet }) =>
            `${isMet ? 'met' : 'not met'}: ${criterionWords(plan, key, same?.lift ?? null)}`,
        ),
      ],
    };
  });
}

/** What the trials are for, in one sentence. */
export const TRIALS_NOTE =
  'The trials are described as they stand, not corrected for looks or for several comparisons. They decide nothing: the registered rules do.';

function figuresLine(
  plan: Plan,
  { metric, controlTrials, treatmentTrials, effect, refused }: TrialDetail,
): string {
  const trials = `${count(controlTrials)} trials of the control, ${count(treatmentTrials)} of the variant`;
  if (effect === undefined)
    return `${trials}: ${refused === 'insufficient_sample' ? 'too few to describe' : 'they cannot be compared'}`;
  const of = (value: number) => levelOf(plan, metric, value);
  const { absoluteEffect, interval } = effect;
  return `${trials}: difference ${of(absoluteEffect)}, ${percent(1 - plan.alpha)} interval ${of(interval.lower)} to ${of(interval.upper)} (Welch’s test, p ${pValue(effect.pValue)})`;
}

function sizeLine({ effect }: TrialDetail): readonly string[] {
  if (effect === undefined) return [];
  const { cohenD, hedgesG } = effect;
  return [
    `Cohen’s d ${level(cohenD)}, for few trials Hedges’ g ${level(hedgesG)}: ${sizeWords(Math.abs(hedgesG))}`,
  ];
}

/** Cohen's words for a size, in standard deviations. */
function sizeWords(size: number): string {
  if (size < SMALL_EFFECT) return 'less than small';
  if (size < 0.5) return 'small';
  return size < 0.8 ? 'medium' : 'large';
}

function criterionWords(plan: Plan, key: TrialCriterion['key'], lift: number | null): string {
  const words: Readonly<Record<TrialCriterion['key'], string>> = {
    'enough-trials': 'at least ten trials of each, which differ among themselves',
    difference: 'the interval of the difference lies on the wanted side of 0',
    size: `the effect is at least small (${SMALL_EFFECT} standard deviations) in the wanted direction`,
    'worth-having': `the lift${lift === null ? '' : `, ${signedPercent(lift)},`} is at least the ${percent(plan.request.smallestLift)} worth having`,
  };
  return words[key];
}
