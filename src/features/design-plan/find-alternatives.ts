import type { DesignProposal } from '#domain/agent-output.ts';
import type { RequestAlternative } from '#domain/design/alternative.ts';
import { tooMuchToHold } from '#domain/design/guardrail-advice.ts';
import { withGoal } from '#domain/design/with-goal.ts';
import { percent } from '#domain/figures.ts';
import { goalKeysOf } from '#domain/goals.ts';
import { findMetric, goalProblem } from '#domain/metric.ts';
import { sizedLift } from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { listed } from '#shared/listed.ts';
import { createBaselineReader } from './read-baselines.ts';
import { fitsInTime, liftInFourWeeks, type SizedRequest, sizeRequest, type ToSize } from './size-request.ts';

/** What alternatives are sized with. */
export type AlternativeNeeds = Pick<CoPilot, 'metrics' | 'choices' | 'clock'>;
type Change = Omit<RequestAlternative, 'days'>;

/** Shares of the traffic that are tried, ascending. */
const SHARES = [0.25, 0.5, 0.75, 1];
/** Metrics that are tried as the goal: each costs a query. */
const MOST_GOALS = 3;
/** Characters of a name on a button. */
const NAME = 30;

/**
 * What a request can be changed to so that a plan fits into the longest time: the lift that is detected, more of the traffic, guardrails with other
 * margins or only watched, another goal of those that the designer reads beside it. Each is sized before it is offered. Faults of vendors are thrown.
 */
export async function findAlternatives(
  needs: AlternativeNeeds,
  asked: ToSize,
  sized: SizedRequest,
  { secondaryMetrics, objection }: Pick<DesignProposal, 'secondaryMetrics' | 'objection'>,
): Promise<readonly RequestAlternative[]> {
  const changes = [
    await otherLift(asked),
    ...otherGuardrails(asked, sized),
    ...SHARES.filter((share) => share > asked.request.trafficShare).map(otherShare),
  ];
  const found = await fitting(
    asked,
    changes.filter((change) => change !== null),
  );
  const goals = objection == null ? secondaryMetrics : [objection.goalMetric, ...secondaryMetrics];
  return [...found, ...(await goalAlternatives(needs, asked, [...new Set(goals)]))];
}

async function otherLift(asked: ToSize): Promise<Change | null> {
  const lift = await liftInFourWeeks(asked);
  if (lift === null || lift <= sizedLift(asked.request)) return null;
  return { kind: 'lift', label: `Size it to see ${percent(lift)}`, change: { expectedLift: lift } };
}

function otherShare(trafficShare: number): Change {
  const label = trafficShare === 1 ? 'Use all traffic' : `Use ${percent(trafficShare)} of the traffic`;
  return { kind: 'traffic', label, change: { trafficShare } };
}

/** Guardrails that the designer chose become the request's own by either change. */
function otherGuardrails(
  { request }: ToSize,
  { guardrails, input, sizing }: SizedRequest,
): readonly Change[] {
  const tooMuch = tooMuchToHold(input, sizing);
  if (tooMuch.length === 0) return [];
  const keys = tooMuch.map(({ guardrail }) => guardrail.metric.key);
  const held = guardrails.filter(({ sizedFor }) => sizedFor === true).map(({ metric }) => metric.key);
  const own = { guardrailMetrics: guardrails.map(({ metric }) => metric.key) };
  const margins = Object.fromEntries(
    tooMuch.flatMap(({ guardrail, margin }) => (margin === null ? [] : [[guardrail.metric.key, margin]])),
  );
  const names = listed(tooMuch.map(({ guardrail }) => short(guardrail.metric.name)));
  const watched: Change = {
    kind: 'guardrails',
    label: tooMuch.length > 2 ? `Only watch ${tooMuch.length} guardrails` : `Only watch ${names}`,
    change: { ...own, mustHold: held.filter((key) => !keys.includes(key)) },
  };
  if (Object.keys(margins).length < tooMuch.length) return [watched];
  const change = { ...own, mustHold: held, margins: { ...request.margins, ...margins } };
  const [one] = Object.values(margins);
  const label =
    tooMuch.length === 1 && one !== undefined
      ? `Allow ${names} ${percent(one)} worse`
      : 'Allow wider margins';
  return [{ kind: 'margins', label, change }, watched];
}

/** The first change of each kind that fits. */
async function fitting(asked: ToSize, changes: readonly Change[]): Promise<readonly RequestAlternative[]> {
  const found: RequestAlternative[] = [];
  for (const change of changes) {
    if (found.some(({ kind }) => kind === change.kind)) continue;
    const { sizing } = await sizeRequest({ ...asked, request: { ...asked.request, ...change.change } });
    if (sizing.kind === 'ok' && fitsInTime(sizing)) found.push({ ...change, days: sizing.value.days });
  }
  return found;
}

/** The goal that takes the fewest days, of the metrics that the designer reads beside this one. */
async function goalAlternatives(
  needs: AlternativeNeeds,
  asked: ToSize,
  candidates: readonly string[],
): Promise<readonly RequestAlternative[]> {
  const found = await Promise.all(
    candidates.slice(0, MOST_GOALS).map((key) => goalAlternative(needs, asked, key)),
  );
  return found
    .filter((one) => one !== null)
    .toSorted((a, b) => a.days - b.days)
    .slice(0, 1);
}

/** A metric as the goal, if a plan for it fits; null if none does, or it cannot be a goal. */
export async function goalAlternative(
  needs: AlternativeNeeds,
  asked: ToSize,
  key: string,
): Promise<RequestAlternative | null> {
  const goal = findMetric(asked.catalogue, key);
  const { request } = asked;
  if (goal === null || goalProblem(goal) !== null || goalKeysOf(request).includes(key)) return null;
  const change = withGoal(request, key);
  const changed = { ...request, ...change };
  const readBaselines = createBaselineReader(needs, goal, changed);
  const { sizing } = await sizeRequest({ ...asked, goal, readBaselines, request: changed });
  if (sizing.kind === 'refused' || !fitsInTime(sizing)) return null;
  return { kind: 'goal', label: takeGoalWords(goal.name), change, days: sizing.value.days };
}

/** What is done with a metric that becomes the goal, for a button. */
export function takeGoalWords(name: string): string {
  return `Take ${short(name)} as the goal`;
}

function short(name: string): string {
  const points = [...name];
  return points.length <= NAME
    ? name
    : `${points
        .slice(0, NAME - 1)
        .join('')
        .trimEnd()}…`;
}
