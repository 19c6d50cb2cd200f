import { type Moments, NO_UNITS } from '#stats/moments/moments.ts';
import { adjustPValues } from '#stats/multiplicity/multiplicity.ts';
import { type CrossedMoments, experimentInteraction } from '#stats/screens/experiment-interaction.ts';
import type { AnalysisPlan } from './analysis.ts';
import type { OtherExperiment, OverlapDetail } from './details.ts';
import { expectedEvents } from './expected-events.ts';

/** Fewer units are no group that a report may name. */
const SMALLEST_GROUP = 5;

/**
 * What the data say of units that met another experiment too: how many, whether chance crossed the two, and whether the effect
 * on the goal depends on the other's variant, by the difference of two differences. P-values are corrected by Holm over all
 * pairs of treatments of all experiments. `isLast`: effects may be shown. Exploratory: nothing of it decides.
 */
export function overlapDetails(
  plan: AnalysisPlan,
  others: readonly OtherExperiment[],
  dropped: readonly string[],
  isLast: boolean,
): readonly OverlapDetail[] {
  const pairs = others.flatMap((other) => pairsOf(plan, other, dropped));
  const effects = holm(pairs.map(({ pValue }) => pValue));
  const crossings = holm(pairs.map(({ crossingPValue }) => crossingPValue));
  return others.map((other) => {
    const own = pairs.flatMap((pair, index) =>
      pair.experiment === other.experiment ? [{ pair, index }] : [],
    );
    const crossed = own.flatMap(({ index }) => crossings[index] ?? []);
    const { experiment, title } = other;
    return {
      ...{ experiment, title, share: shareOf(plan, other) },
      crossingPValue: crossed.length === 0 ? null : Math.min(...crossed),
      interactions: own.flatMap(({ pair: { variant, otherVariant, difference }, index }) => {
        const adjustedPValue = effects[index] ?? null;
        return !isLast || adjustedPValue === null
          ? []
          : [{ variant, otherVariant, difference, adjustedPValue }];
      }),
    };
  });
}

/** The share of the units whose exposure names a variant of the other experiment; 0 if fewer than 5 do, 1 if fewer than 5 do not. */
function shareOf({ control, treatments }: AnalysisPlan, other: OtherExperiment): number {
  const counted = (segments: OtherExperiment['segments']) =>
    segments.reduce(
      (all, { units }) => all + [control, ...treatments].reduce((sum, key) => sum + (units[key] ?? 0), 0),
      0,
    );
  const names = [other.control, ...other.treatments];
  const both = counted(other.segments.filter(({ value }) => value !== null && names.includes(value)));
  const all = counted(other.segments);
  if (both < SMALLEST_GROUP) return 0;
  return all - both < SMALLEST_GROUP ? 1 : both / all;
}

interface Pair {
  readonly experiment: string;
  readonly variant: string;
  readonly otherVariant: string;
  /** Of the effects, by the control's level; null if that is 0. */
  readonly difference: number | null;
  readonly pValue: number | null;
  readonly crossingPValue: number | null;
}

function pairsOf(plan: AnalysisPlan, other: OtherExperiment, dropped: readonly string[]): readonly Pair[] {
  const { experiment } = other;
  return plan.treatments.flatMap((variant) =>
    dropped.includes(variant)
      ? []
      : other.treatments.flatMap((otherVariant) => {
          const cells = cellsOf(plan, other, variant, otherVariant);
          const found = experimentInteraction(cells, plan.alpha);
          if (found.kind === 'refused' || !isEnough(plan, cells)) return [];
          const { interaction, overlapPValue } = found;
          const difference = interaction.absoluteEffect / Math.abs(cells.controlControl.mean);
          return [
            {
              ...{ experiment, variant, otherVariant, pValue: interaction.pValue },
              difference: Number.isFinite(difference) ? difference : null,
              crossingPValue: overlapPValue,
            },
          ];
        }),
  );
}

function cellsOf(
  plan: AnalysisPlan,
  other: OtherExperiment,
  variant: string,
  otherVariant: string,
): CrossedMoments {
  const cell = (own: string, theirs: string): Moments =>
    other.segments.find(({ value }) => value === theirs)?.moments[own] ?? NO_UNITS;
  return {
    controlControl: cell(plan.control, other.control),
    controlTreatment: cell(plan.control, otherVariant),
    treatmentControl: cell(variant, other.control),
    treatmentTreatment: cell(variant, otherVariant),
  };
}

function isEnough({ minimum }: AnalysisPlan, cells: CrossedMoments): boolean {
  return expectedEvents(Object.values(cells)) >= minimum.eventsPerVariant;
}

function holm(ps: readonly (number | null)[]): readonly (number | null)[] {
  const found = adjustPValues(ps, 'holm');
  // A p-value that is not corrected must not stand for one that is.
  return found.kind === 'ok' ? found.adjusted : ps.map(() => null);
}
