import { isWholeWeeks } from '#domain/decision/race.ts';
import {
  evenPlaces,
  type ImaginedExperiment,
  type ImaginedMetric,
  imagineExperiment,
} from '#domain/design/imagined-data.ts';
import { lookDays } from '#domain/design/sizing.ts';
import { analysisPlanOf } from '#domain/looks/analysis-plan.ts';
import { judgeLook, type LooksBefore } from '#domain/looks/judge-look.ts';
import type { VariantsDropped } from '#domain/looks/state.ts';
import type { Metric } from '#domain/metric.ts';
import { type Baseline, type Plan, type PlanChances, sizedLift, treatmentsOf } from '#domain/plan.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { Analysis, AnalysisPlan, LookData } from '#stats/engine/analysis.ts';
import { HARMFUL_LIFT } from '#stats/engine/harm.ts';
import { marginContrast } from '#stats/margins/margin-contrast.ts';
import { memoize } from '#stats/numerics/memoize.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';

/** Imagined experiments for each chance. Their ends lie evenly, so that the error is about one point. */
const EXPERIMENTS = 500;
const SEED = 26;
/**
 * No always-valid bound at 2.5 % or less lies as near as this, in standard errors, and unchanged metrics are a whole margin farther
 * from harm: with less a day needs no judging.
 */
const NO_HARM = 1.7;

type Baselines = Readonly<Record<string, Baseline>>;

/**
 * The plan with what its rules will say, from imagining experiments and judging their looks as real ones are judged: the same
 * analysis, the same rules, harm on every day. The metrics are taken as independent of each other, their means as normal.
 * Without the chances if the level of another goal or of a guardrail is not known. Deterministic; half a second, or nothing if only words are new.
 */
export function withChances(plan: Plan, baselines: Baselines): Plan {
  const isKnown = besideGoal(plan).every(({ key }) => baselines[key] !== undefined);
  return isKnown ? { ...plan, chances: remembered({ plan, baselines }) } : plan;
}

/** The metrics that decide beside the first goal. */
export function besideGoal({ otherGoals = [], guardrails }: Plan): readonly Metric[] {
  return [...otherGoals, ...guardrails.map(({ metric }) => metric)];
}

interface Figures {
  readonly plan: Plan;
  readonly baselines: Baselines;
}

const remembered = memoize(computeChances, keyOf, 32);

/** All that the chances depend on: not the words of a plan. */
function keyOf({ plan, baselines }: Figures): string {
  const { request } = plan;
  const words = {
    title: '',
    hypothesis: '',
    rationale: '',
    flagKey: '',
    risks: [],
    riskReasons: [],
    request: null,
    reasoning: null,
  };
  const lifts = [request.smallestLift, sizedLift(request)];
  const variants = plan.variants.map((variant) => ({ ...variant, description: '' }));
  return canonicalJson({ ...plan, ...words, variants, lifts, baselines });
}

function computeChances({ plan, baselines }: Figures): PlanChances {
  const sign = plan.goal.desiredDirection === 'increase' ? 1 : -1;
  const sized = smallestTreatment(plan);
  const change = sized === undefined ? {} : { [sized]: sign * sizedLift(plan.request) };
  const lifted = imagine(plan, baselines, change);
  const unchanged = imagine(plan, baselines, {});
  return {
    ship: lifted.shipped / EXPERIMENTS,
    shipUnchanged: unchanged.shipped / EXPERIMENTS,
    harmUnchanged: unchanged.harmed / EXPERIMENTS,
  };
}

/** The treatment that the size is for: the comparison with the fewest units. */
function smallestTreatment(plan: Plan): string | undefined {
  return treatmentsOf(plan).toSorted((a, b) => a.allocation - b.allocation)[0]?.key;
}

interface Counts {
  shipped: number;
  harmed: number;
}

function imagine(plan: Plan, baselines: Baselines, change: ImaginedMetric['change']): Counts {
  const metrics: readonly ImaginedMetric[] = [
    { metric: plan.goal, baseline: plan.baseline, change },
    ...besideGoal(plan).flatMap((metric) => {
      const baseline = baselines[metric.key];
      return baseline === undefined ? [] : [{ metric, baseline, change: {} }];
    }),
  ];
  const registered = withoutSecondary(analysisPlanOf(plan));
  const random = seededRandom(SEED);
  const schedule = scheduleOf(plan, registered, imagineExperiment(plan, metrics, null));
  const counts: Counts = { shipped: 0, harmed: 0 };
  for (const places of evenPlaces(random, EXPERIMENTS, metrics.length)) {
    const end = runExperiment(schedule, imagineExperiment(plan, metrics, { random, places }));
    if (end.shipped) counts.shipped += 1;
    if (end.harmed) counts.harmed += 1;
  }
  return counts;
}

/** They decide nothing. */
function withoutSecondary(registered: AnalysisPlan): AnalysisPlan {
  return { ...registered, metrics: registered.metrics.filter(({ role }) => role !== 'secondary') };
}

/** The looks of a plan, and what spending remembers of each: that depends on units alone, not on chance. */
interface Schedule {
  readonly plan: Plan;
  readonly registered: AnalysisPlan;
  readonly days: readonly number[];
  readonly expected: readonly { readonly analysis: Analysis }[];
}

function scheduleOf(plan: Plan, registered: AnalysisPlan, { data }: ImaginedExperiment): Schedule {
  const { days: last, waitDays } = plan.sizing;
  const days = lookDays(last, plan.lookCadence, waitDays);
  const expected: { readonly analysis: Analysis }[] = [];
  for (const [index, day] of days.entries()) {
    const look = { ...data(day), look: index + 1, final: day === last };
    const { analysis } = judgeLook(plan, { scheduled: true }, look, { snapshots: expected }, registered);
    expected.push({ analysis });
  }
  return { plan, registered, days, expected };
}

/** One experiment, day by day, until something ends it. */
function runExperiment(
  schedule: Schedule,
  imagined: ImaginedExperiment,
): { readonly shipped: boolean; readonly harmed: boolean } {
  const { plan, registered, days, expected } = schedule;
  const drops: VariantsDropped[] = [];
  let harmed = false;
  for (let day = 1; day <= plan.sizing.days; day += 1) {
    const index = days.indexOf(day);
    const scheduled = index >= 0 && mayDecide(plan, day);
    if (!scheduled && imagined.stray(day) < NO_HARM) continue;
    const today = imagined.data(day);
    if (!scheduled && !mayBeHarm(registered, today)) continue;
    const before: LooksBefore = { snapshots: expected.slice(0, Math.max(0, index)), drops };
    const look: LookData = { ...today, look: Math.max(1, index + 1), final: day === plan.sizing.days };
    const { verdict } = judgeLook(plan, { scheduled }, look, before, registered);
    const gone = (verdict.harmed ?? []).filter(({ byBot }) => byBot || scheduled);
    harmed ||= gone.some(({ byBot }) => byBot);
    if (verdict.harm !== null) return { shipped: false, harmed };
    if (gone.length > 0) drops.push({ variants: gone, person: null });
    if (!scheduled || GOES_ON.includes(verdict.recommendation)) continue;
    return { shipped: verdict.recommendation === 'ship', harmed };
  }
  return { shipped: false, harmed };
}

const GOES_ON: readonly string[] = ['keep-running', 'drop-variant', 'do-not-read'];

/** Looks between whole weeks decide nothing. */
function mayDecide({ sizing: { days, waitDays = 0 } }: Plan, day: number): boolean {
  return day === days || isWholeWeeks(day - waitDays);
}

/** Whether a goal or a guardrail looks so bad that the bot might act. */
function mayBeHarm(
  { metrics, control, treatments }: AnalysisPlan,
  data: Omit<LookData, 'look' | 'final'>,
): boolean {
  return metrics.some((metric) => {
    const arms = data.moments[metric.key] ?? {};
    const [from, worse] = [arms[control], metric.desiredDirection === 'increase' ? -1 : 1];
    const limit = metric.role === 'goal' ? HARMFUL_LIFT : (metric.margin ?? 0);
    return treatments.some((treatment) => {
      const to = arms[treatment];
      if (from === undefined || to === undefined || from.n < 2 || to.n < 2) return false;
      const form = marginContrast(from, to, metric.desiredDirection, limit);
      return form.kind !== 'refused' && worse * form.statistic > NO_HARM;
    });
  });
}
