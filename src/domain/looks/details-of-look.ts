import type { Verdict } from '#domain/decision/verdict.ts';
import { analysisPlanOf } from '#domain/looks/analysis-plan.ts';
import { earlierLooks, type LooksBefore, withDropped } from '#domain/looks/judge-look.ts';
import type { LookSlices } from '#domain/looks/look-slices.ts';
import type { Plan } from '#domain/plan.ts';
import type { Analysis, LookData } from '#stats/engine/analysis.ts';
import type { LookDetails, OverlapDetail, SegmentDetail } from '#stats/engine/details.ts';
import { effectOverTime } from '#stats/engine/effect-over-time.ts';
import { lookDetails } from '#stats/engine/look-details.ts';
import { overlapDetails } from '#stats/engine/overlap-details.ts';
import { segmentDetails } from '#stats/engine/segment-details.ts';
import { trialDetails } from '#stats/engine/trial-details.ts';

/** A look with its verdict. */
interface Judged {
  readonly analysis: Analysis;
  readonly verdict: Verdict;
}

/**
 * What a judged look adds for readers, from the same data and from parts of them; null if there is nothing. While effects are
 * hidden that is the split by segment alone. Nothing of it decides.
 */
export function detailsOfLook(
  plan: Plan,
  data: LookData,
  before: LooksBefore,
  judged: Judged,
  slices: LookSlices,
): LookDetails | null {
  const registered = analysisPlanOf(plan);
  const counted = withDropped(data, before);
  const found = lookDetails(registered, counted, judged.analysis, earlierLooks(before));
  const segments = segmentsOf(plan, judged, slices);
  const trends = mayBeLast(judged) ? effectOverTime(registered, counted, slices.days) : [];
  const overlaps = overlapsOf(plan, judged, slices);
  const isOfTrials = plan.request.file !== undefined && mayBeLast(judged);
  const trials = isOfTrials ? trialDetails(registered, counted) : [];
  if (found === null && segments.length === 0 && overlaps.length === 0) return null;
  return {
    ...(found ?? { comparisons: [] }),
    ...(segments.length === 0 ? {} : { segments }),
    ...(trends.length === 0 ? {} : { trends }),
    ...(trials.length === 0 ? {} : { trials }),
    ...(overlaps.length === 0 ? {} : { overlaps }),
  };
}

function segmentsOf(plan: Plan, judged: Judged, { segments }: LookSlices): readonly SegmentDetail[] {
  const { dimensions = [] } = plan;
  if (dimensions.length === 0 || segments.length === 0) return [];
  const { dropped = [] } = judged.analysis;
  const isLast = mayBeLast(judged);
  return segmentDetails({ plan: analysisPlanOf(plan), dimensions, segments, dropped, isLast });
}

function overlapsOf(plan: Plan, judged: Judged, { others }: LookSlices): readonly OverlapDetail[] {
  const { dropped = [] } = judged.analysis;
  return overlapDetails(analysisPlanOf(plan), others, dropped, mayBeLast(judged));
}

/** Whether people may decide on the look, so that what is not corrected for looks is read once. */
function mayBeLast({ analysis, verdict }: Judged): boolean {
  return analysis.show === 'effects' && (analysis.final || verdict.recommendation !== 'keep-running');
}
