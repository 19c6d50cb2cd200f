import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Plan } from '#domain/plan.ts';
import type { Tale } from './tale.ts';

type Compared = Extract<AnalysisSnapshot['analysis'], { comparisons: unknown }>['comparisons'][number];
type Ok = Extract<Compared, { kind: 'ok' }>;

/** What came of an experiment, as its events say. */
export interface Outcome {
  readonly key: string;
  /** The moment of the decision, or of the stop for harm. */
  readonly at: number;
  /** From the launch; null if the events do not say when that was. */
  readonly days: number | null;
  readonly outcome: 'shipped' | 'killed' | 'inconclusive' | 'harmful';
  readonly isOverride: boolean;
  readonly decision: string | null;
  readonly isProven: boolean;
  readonly isSaved: boolean;
  readonly goal: string;
  /** In the wanted direction. */
  readonly effect: { readonly metric: string; readonly lift: number; readonly error: number } | null;
  readonly forecast: {
    readonly range: { readonly low: number; readonly high: number } | null;
    readonly expected: number | null;
    /** As the metric moved. */
    readonly lift: number;
    readonly measured: number;
  } | null;
}

const OVER = ['decided', 'killed', 'cleaning-up', 'completed'];

/** What came of an experiment; null while nothing did, and if it was cancelled. */
export function outcomeIn(tale: Tale): Outcome | null {
  const { plan, decided, harm, looks, startedAt, status, key } = tale;
  const at = decided?.at ?? harm?.at ?? null;
  if (plan === null || at === null || !OVER.includes(status)) return null;
  const look = looks.find(({ hash }) => hash === decided?.record.snapshotHash) ?? looks.at(-1) ?? null;
  const shown = readable(look);
  const outcome = outcomeOf(tale, look);
  const judged = shown.filter(
    ({ variant }) => variant === judgedVariant(plan, look, decided?.record.decision),
  );
  const goals = goalsIn(plan, judged);
  const lead = leadOf(plan, goals);
  const { lift = null, liftInterval = null, criticalValue = 0 } = lead ?? {};
  const error = liftInterval === null ? 0 : (liftInterval.upper - liftInterval.lower) / (2 * criticalValue);
  const effect =
    lead === undefined || lift === null || !(error > 0)
      ? null
      : { metric: lead.metric, lift: directionOf(plan, lead.metric) * lift, error };
  return {
    ...{ key, at, outcome, effect },
    days: startedAt === null ? null : (at - startedAt) / 86_400_000,
    isOverride: decided?.record.overrides === true,
    decision: decided?.record.decision ?? null,
    isProven: shown.some(({ role, verdict }) => role === 'goal' && verdict === 'better'),
    isSaved: outcome !== 'shipped' && isSaved(plan, harm?.metric ?? null, shown),
    goal: allGoals(plan).find(({ key: one }) => one === effect?.metric)?.name ?? plan.goal.name,
    forecast: forecastIn(plan, goals),
  };
}

function outcomeOf({ decided, harm }: Tale, look: AnalysisSnapshot | null): Outcome['outcome'] {
  if (harm !== null) return 'harmful';
  if (decided?.record.decision === 'ship') return 'shipped';
  if (decided?.record.decision === 'end-without-winner') return 'inconclusive';
  const { harm: proofs = [], comparisons = [] } = look?.analysis ?? {};
  const isWorse = comparisons.some(
    (one) =>
      one.kind === 'ok' && (one.verdict === 'inferior' || (one.role === 'goal' && one.verdict === 'worse')),
  );
  return proofs.length > 0 || isWorse ? 'harmful' : 'killed';
}

/** What people may read of a look. */
function readable(look: AnalysisSnapshot | null): readonly Ok[] {
  if (look === null || look.analysis.show === 'progress' || look.analysis.health.state === 'unhealthy')
    return [];
  return look.analysis.comparisons.filter((one): one is Ok => one.kind === 'ok');
}

function judgedVariant(
  plan: Plan,
  look: AnalysisSnapshot | null,
  decision: string | undefined,
): string | null {
  if (look === null) return null;
  const treatments = plan.variants.filter(({ role }) => role === 'treatment').map(({ key }) => key);
  const named = look.verdict.variant;
  if (decision !== 'ship') return named ?? treatments[0] ?? null;
  const isOut = look.verdict.recommendation === 'drop-variant';
  return (isOut ? null : named) ?? treatments[0] ?? null;
}

function allGoals({ goal, otherGoals = [] }: Plan) {
  return [goal, ...otherGoals];
}

function directionOf(plan: Plan, metric: string): 1 | -1 {
  const goal = allGoals(plan).find(({ key }) => key === metric) ?? plan.goal;
  return goal.desiredDirection === 'increase' ? 1 : -1;
}

function goalsIn(plan: Plan, judged: readonly Ok[]): readonly Ok[] {
  const goals = judged.filter(({ role }) => role === 'goal');
  return allGoals(plan).flatMap(({ key }) => goals.find(({ metric }) => metric === key) ?? []);
}

/** The goal that is proven better and may reach the lift worth having, else one that is proven better, else the first. */
function leadOf(plan: Plan, goals: readonly Ok[]): Ok | undefined {
  const better = goals.filter(({ verdict }) => verdict === 'better');
  const worth = better.find(({ metric, lift, liftInterval }) => {
    if (lift === null) return false;
    const isUp = directionOf(plan, metric) === 1;
    if (liftInterval === null) return isUp;
    return (isUp ? liftInterval.upper : -liftInterval.lower) >= plan.request.smallestLift;
  });
  return worth ?? better[0] ?? goals[0];
}

function isSaved({ guardrails }: Plan, harm: string | null, shown: readonly Ok[]): boolean {
  return (
    guardrails.some(({ metric }) => metric.key === harm) ||
    shown.some(({ role, verdict }) => role === 'guardrail' && verdict === 'inferior')
  );
}

function forecastIn(plan: Plan, goals: readonly Ok[]): Outcome['forecast'] {
  const lift = goals.find(({ metric }) => metric === plan.goal.key)?.lift ?? null;
  const range = plan.reasoning?.forecast ?? null;
  const expected = plan.request.expectedLift ?? null;
  if (lift === null || (range === null && expected === null)) return null;
  return { range, expected, lift, measured: directionOf(plan, plan.goal.key) * lift };
}
