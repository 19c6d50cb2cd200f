import { judge } from '#domain/decision/decision-rules.ts';
import { isWholeWeeks } from '#domain/decision/race.ts';
import type { Verdict } from '#domain/decision/verdict.ts';
import { analysisPlanOf } from '#domain/looks/analysis-plan.ts';
import { droppedVariants } from '#domain/looks/dropped-variants.ts';
import type { LookState } from '#domain/looks/state.ts';
import type { Plan, Sizing } from '#domain/plan.ts';
import type { Analysis, AnalysisPlan, EarlierLook, LookData } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import type { LookSegment } from '#stats/engine/details.ts';
import type { Extension } from '#stats/engine/extended-look.ts';
import { segmentDetails } from '#stats/engine/segment-details.ts';
import { segmentProofs } from '#stats/engine/segment-proofs.ts';

/** What a look must know of the looks before it. */
export interface LooksBefore extends Pick<LookState, 'drops'> {
  /** The size before an extension, and the last look that showed effects then; left out if it was not extended. */
  readonly extended?: { readonly sizing: Sizing; readonly seen: Analysis | null };
  readonly snapshots: readonly { readonly analysis: Analysis }[];
}

/** A look that is to be computed: `scheduled` ones read effects, the others only progress, health and harm. */
export interface LookKind {
  readonly scheduled: boolean;
  /** The goal by the registered dimensions; left out if they were not read. */
  readonly segments?: readonly LookSegment[];
}

/**
 * Computes and judges one look on the data of a plan, after the looks before it. Pure, so that the same data give the same
 * verdict; a look between the scheduled ones keeps health and harm only, so that effects cannot be read early.
 */
export function judgeLook(
  plan: Plan,
  { scheduled, segments = [] }: LookKind,
  data: LookData,
  before: LooksBefore,
  registered: AnalysisPlan = analysisPlanOf(plan),
): { readonly analysis: Analysis; readonly verdict: Verdict } {
  const counted = withDropped(data, before);
  const kind = scheduled ? counted : { ...counted, isWatch: true };
  const { privacyUnits } = data;
  const analyzed = analyze(registered, kind, earlierLooks(before), extensionOf(plan, before));
  const analysis = {
    ...analyzed,
    ...(privacyUnits === undefined ? {} : { privacyUnits }),
    ...proofsOf(plan, registered, analyzed, segments),
  };
  return { analysis, verdict: judge(plan, analysis) };
}

/** What the segments prove, read once: at the registered end, of data that may be read. */
function proofsOf(
  { dimensions = [], goal }: Plan,
  plan: AnalysisPlan,
  { final, show, health, dropped = [] }: Analysis,
  segments: readonly LookSegment[],
): Pick<Analysis, 'segmentProofs'> {
  const isRead = dimensions.length > 0 && segments.length > 0;
  if (!isRead || !final || show !== 'effects' || health.state === 'unhealthy') return {};
  const details = segmentDetails({ plan, dimensions, segments, dropped, isLast: true });
  return { segmentProofs: segmentProofs(details, goal.desiredDirection) };
}

function extensionOf(plan: Plan, { extended }: LooksBefore): Extension | null {
  if (extended === undefined) return null;
  const { sizing, seen } = extended;
  return { before: analysisPlanOf({ ...plan, sizing }), seen };
}

/** The data with the treatments that were taken out before. */
export function withDropped(data: LookData, before: LooksBefore): LookData {
  const dropped = droppedVariants(before);
  return dropped.length === 0 ? data : { ...data, dropped };
}

/** The looks before that showed effects, as spending remembers them. */
export function earlierLooks({ snapshots }: LooksBefore): readonly EarlierLook[] {
  return snapshots.flatMap(({ analysis }) => (analysis.show === 'effects' ? [earlierLookOf(analysis)] : []));
}

/** What spending remembers of a look. */
function earlierLookOf({ look, informationFraction, fractions }: Analysis): EarlierLook {
  return { look, informationFraction, ...(fractions === undefined ? {} : { fractions }) };
}

/**
 * Whether a scheduled look is the registered end: the last day, or before it the first whole week at which the planned units
 * are reached. `counted` are the units that count for the goal, `days` the whole days whose units do.
 */
export function isRegisteredEnd(
  plan: Pick<Plan, 'sizing'>,
  look: { readonly lastDay: boolean; readonly scheduled: boolean },
  { counted, days }: { readonly counted: number; readonly days: number },
): boolean {
  return look.lastDay || (look.scheduled && isWholeWeeks(days) && counted >= plan.sizing.plannedUnits);
}
