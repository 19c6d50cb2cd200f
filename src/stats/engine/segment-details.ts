import { type Moments, mergeAllMoments, NO_UNITS } from '#stats/moments/moments.ts';
import { adjustPValues } from '#stats/multiplicity/multiplicity.ts';
import { suppressCells } from '#stats/privacy/suppress-cells.ts';
import { segmentScan } from '#stats/screens/segment-scan.ts';
import { srmChiSquare } from '#stats/srm/srm-chi-square.ts';
import type { AnalysisPlan } from './analysis.ts';
import { shareOf } from './arms.ts';
import type { LookSegment, SegmentDetail, SegmentEffect } from './details.ts';
import { expectedEvents } from './expected-events.ts';
import { postStratified } from './post-stratified.ts';

/** Segments of a dimension that are shown: the largest. */
const MOST_SEGMENTS = 10;
/** No group of fewer units is shown, or can be worked out. */
const SMALLEST_GROUP = 5;
/** Units and expected units per variant from which a split can be judged, as for the whole. */
const SPLIT_UNITS = 100;
const SPLIT_EXPECTED = 5;

/** What is asked of the segments of a look. `isLast`: effects may be shown, because the look may be the last. */
export interface SegmentQuestion {
  readonly plan: AnalysisPlan;
  readonly dimensions: readonly string[];
  readonly segments: readonly LookSegment[];
  readonly dropped: readonly string[];
  readonly isLast: boolean;
}

/**
 * Split and effect by each registered dimension. Small groups are hidden by k-anonymity with complementary suppression, because
 * the report shows the units of each variant in all; splits are corrected by Holm within a dimension, effects by Holm and for
 * all dimensions and treatments. Exploratory: nothing of it ships anything.
 */
export function segmentDetails(question: SegmentQuestion): readonly SegmentDetail[] {
  return question.dimensions.map((dimension) => {
    const all = question.segments.filter((segment) => segment.dimension === dimension);
    const shown = shownSegments(question, all);
    const treatments = question.plan.treatments.filter((variant) => !question.dropped.includes(variant));
    const scans = question.isLast ? treatments.map((variant) => effectsOf(question, shown, variant)) : [];
    const splits = splitPValues(question, shown);
    const stratified = question.isLast
      ? treatments.flatMap((variant) => postStratified(question.plan, all, variant) ?? [])
      : [];
    return {
      dimension,
      shown: shown.map(({ value, units }, index) => ({ value, units, splitPValue: splits[index] ?? null })),
      hidden: all.length - shown.length,
      effects: scans.flatMap(({ effects }) => effects),
      heterogeneity: Object.fromEntries(
        scans.flatMap(({ variant, heterogeneity }) =>
          heterogeneity === null ? [] : [[variant, heterogeneity] as const],
        ),
      ),
      ...(stratified.length === 0 ? {} : { stratified }),
    };
  });
}

/** The largest segments without those that hold or would give away a small group. What is left over counts as one segment. */
function shownSegments({ plan }: SegmentQuestion, all: readonly LookSegment[]): readonly LookSegment[] {
  const variants = [plan.control, ...plan.treatments];
  const total = ({ units }: LookSegment) => variants.reduce((sum, variant) => sum + (units[variant] ?? 0), 0);
  const ranked = all.toSorted((one, other) => total(other) - total(one));
  const rows = ranked.slice(0, MOST_SEGMENTS);
  const rest = ranked.slice(MOST_SEGMENTS);
  const cellsOf = (units: (variant: string) => number, row: number) =>
    variants.map((variant) => ({ key: `${row} ${variant}`, count: units(variant), totals: [variant] }));
  const cells = [
    ...rows.flatMap(({ units }, row) => cellsOf((variant) => units[variant] ?? 0, row)),
    ...(rest.length === 0
      ? []
      : cellsOf((variant) => rest.reduce((sum, { units }) => sum + (units[variant] ?? 0), 0), rows.length)),
  ];
  const found = suppressCells({ cells, shownTotals: variants, smallest: SMALLEST_GROUP });
  // A total that must go cannot: the report shows it.
  if (found.kind === 'refused' || found.totals.length > 0) return [];
  const hidden = new Set([...found.primary, ...found.secondary]);
  return rows.filter((_, row) => variants.every((variant) => !hidden.has(`${row} ${variant}`)));
}

/** Holm-corrected p of the split of each segment; null if too few units came. */
function splitPValues(
  { plan, dropped }: SegmentQuestion,
  shown: readonly LookSegment[],
): readonly (number | null)[] {
  const variants = [plan.control, ...plan.treatments].filter((variant) => !dropped.includes(variant));
  const weights = variants.map((variant) => shareOf(plan, variant));
  const all = weights.reduce((sum, share) => sum + share, 0);
  const ps = shown.map(({ units }) => {
    const observed = variants.map((variant) => units[variant] ?? 0);
    const sum = observed.reduce((one, other) => one + other, 0);
    const fewest = (sum * Math.min(...weights)) / all;
    if (sum < SPLIT_UNITS || !(fewest >= SPLIT_EXPECTED)) return null;
    const split = srmChiSquare({ observed, weights });
    return split.kind === 'ok' ? split.pValue : null;
  });
  const adjusted = adjustPValues(ps, 'holm');
  return adjusted.kind === 'ok' ? adjusted.adjusted : ps.map(() => null);
}

interface VariantScan {
  readonly variant: string;
  readonly effects: readonly SegmentEffect[];
  readonly heterogeneity: number | null;
}

/** One treatment in every segment; one with too few events keeps its place in the correction. */
function effectsOf(
  { plan, dimensions, dropped }: SegmentQuestion,
  shown: readonly LookSegment[],
  variant: string,
): VariantScan {
  const families = dimensions.length * Math.max(1, plan.treatments.length - dropped.length);
  const pairs = shown.map((segment) => pairOf(plan, segment, variant));
  const scan = segmentScan(
    pairs.map(([control, treatment], index) => ({ key: `${index}`, control, treatment })),
    plan.alpha / families,
  );
  if (scan.kind === 'refused') return { variant, effects: [], heterogeneity: null };
  const effects = shown.map(({ value }, index): SegmentEffect => {
    const finding = scan.findings[index];
    const control = pairs[index]?.[0] ?? NO_UNITS;
    if (finding?.kind !== 'ok') return { value, variant, lift: null, adjustedPValue: null, proven: false };
    const lift = finding.test.absoluteEffect / Math.abs(control.mean);
    return {
      value,
      variant,
      lift: Number.isFinite(lift) ? lift : null,
      adjustedPValue: Math.min(1, finding.adjustedPValue * families),
      proven: finding.proven,
    };
  });
  return { variant, effects, heterogeneity: scan.heterogeneityPValue };
}

/** The arms of a segment; no units if too few events are to be expected in the smaller one. */
function pairOf(
  { control, minimum }: AnalysisPlan,
  { moments, raw }: LookSegment,
  variant: string,
): readonly [Moments, Moments] {
  const counted = [control, variant].map((key) => raw[key] ?? moments[key] ?? NO_UNITS);
  const isEnough = expectedEvents(counted) >= minimum.eventsPerVariant && mergeAllMoments(counted).n > 0;
  return isEnough ? [moments[control] ?? NO_UNITS, moments[variant] ?? NO_UNITS] : [NO_UNITS, NO_UNITS];
}
