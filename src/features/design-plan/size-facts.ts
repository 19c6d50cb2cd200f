import { POLICY } from '#domain/design/policy.ts';
import { count, percent } from '#domain/figures.ts';
import { type LookCadence, sizedLift } from '#domain/plan.ts';
import { baselineWords } from './baseline-words.ts';
import { fitsInTime, liftInFourWeeks, type SizedRequest, sizeRequest, type ToSize } from './size-request.ts';

/**
 * What code knows before a design: the level today, the traffic, what the request takes with each cadence of looks, and what four weeks of
 * traffic detect. Sentences; every figure is computed.
 */
export async function sizeFacts(asked: Omit<ToSize, 'proposal'>): Promise<readonly string[]> {
  const { goal, request } = asked;
  const with_ = (lookCadence: LookCadence): ToSize => ({
    ...asked,
    proposal: { guardrailMetrics: [], lookCadence },
  });
  const weekly = await sizeRequest(with_('weekly'));
  const daily = await sizeRequest(with_('daily'));
  const { baseline } = weekly;
  const seen = await liftInFourWeeks(with_('weekly'));
  return [
    `${goal.name} is ${baselineWords({ goal, baseline })} today. ${count(baseline.unitsPerDay)} new units a day come to ${request.surface}; ${percent(request.trafficShare)} of them take part.`,
    `The request is to be able to see a lift of ${percent(sizedLift(request))}.`,
    sizeWords('weekly', weekly),
    sizeWords('daily', daily),
    detectableWords(seen),
  ];
}

/** What the longest plan detects. A sentence. */
function detectableWords(lift: number | null): string {
  const longest = `${POLICY.maximumDays} days (four weeks), the longest allowed, detect`;
  return lift === null ? `${longest} no lift up to 50 %.` : `${longest} a lift of ${percent(lift)}.`;
}

function sizeWords(cadence: LookCadence, { sizing }: SizedRequest): string {
  if (sizing.kind === 'refused') return `With ${cadence} looks no size can be computed.`;
  const { unitsPerVariant, days } = sizing.value;
  const takes = `With ${cadence} looks it takes at least ${count(unitsPerVariant)} units per variant and ${days} days`;
  return fitsInTime(sizing) ? `${takes}.` : `${takes}; the longest allowed is ${POLICY.maximumDays}.`;
}
