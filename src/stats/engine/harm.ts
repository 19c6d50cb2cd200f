import { marginContrast } from '#stats/margins/margin-contrast.ts';
import { type Moments, momentsFromVariance } from '#stats/moments/moments.ts';
import type { AnalysisPlan, Health, LookData, MetricSpec, ProvenHarm, UnprovenHarm } from './analysis.ts';
import { rawArmOf, unitsOf } from './arms.ts';
import { type Cell, cellsOf } from './cells.ts';
import { expectedEvents } from './expected-events.ts';
import { isReadable } from './health.ts';
import { sequenceMonitor } from './sequence-monitor.ts';

/** A goal metric that is this much worse than control (relative, in its own direction) is harm. */
export const HARMFUL_LIFT = 0.2;

/** Units per arm below which the sequence is not shown: its guarantee is asymptotic. */
const UNITS_PER_ARM = 100;

/**
 * Events that must be expected in the smaller arm. With fewer the arm loses its variance by chance, and in a small arm 13 of
 * 100 experiments without any effect would be stopped.
 */
const EVENTS_PER_ARM = 25;

/** What the always-valid sequence says of harm at a look. */
export interface Harm {
  readonly harm: readonly ProvenHarm[];
  readonly unprovenHarm: readonly UnprovenHarm[];
}

/**
 * What is proven harmful: a guardrail worse than its margin, or a goal metric more than 20 % worse, by the one-sided
 * always-valid sequence at alpha / 2 for each metric and treatment, whatever monitoring is registered, and with 25 events
 * expected in the smaller arm. The difference must pass with the variances of the arms and with their common one: the first
 * is too small if a small arm has few events, the second if it has many. It may be read at any time and as often as wanted,
 * so it ignores looks and the minimum; nothing is read while the arms are not comparable. `unprovenHarm` are the differences
 * that pass with either variance but rest on too few events.
 */
export function provenHarm(plan: AnalysisPlan, data: LookData, health: Health): Harm {
  const cells = isReadable(health)
    ? [...cellsOf(plan, data, 'guardrail'), ...cellsOf(plan, data, 'goal')]
    : [];
  const found = cells.flatMap((cell) =>
    cell.kind === 'cell' && enoughUnits(plan, data, cell) ? (readingOf(plan, data, cell) ?? []) : [],
  );
  const { alpha } = plan;
  return {
    harm: found.flatMap(({ metric, variant, events, strict }) =>
      events >= EVENTS_PER_ARM && strict <= alpha / 2 ? [{ metric, variant, pValue: strict }] : [],
    ),
    unprovenHarm: found.flatMap(({ metric, variant, events, loose }) =>
      events < EVENTS_PER_ARM && loose <= alpha / 2 ? [{ metric, variant, expectedEvents: events }] : [],
    ),
  };
}

function enoughUnits(plan: AnalysisPlan, data: LookData, { variant, pair }: Cell): boolean {
  const fewest = Math.min(
    unitsOf(data, plan.control),
    unitsOf(data, variant),
    pair.control.n,
    pair.treatment.n,
  );
  return fewest >= UNITS_PER_ARM;
}

/** The larger (`strict`) and the smaller (`loose`) p-value of the two variances; null if there is nothing to compute. */
function readingOf(plan: AnalysisPlan, data: LookData, { metric, variant, pair, evidence }: Cell) {
  const limit = harmLimit(metric);
  if (limit === null) return null;
  const { control, treatment } = pair;
  const variance = (control.m2 + treatment.m2) / (control.n + treatment.n - 2);
  const forms = [
    [control, treatment] as const,
    [withVariance(control, variance), withVariance(treatment, variance)] as const,
  ].map((arms) => marginContrast(...arms, metric.desiredDirection, limit));
  const worse = metric.desiredDirection === 'increase' ? -1 : 1;
  const { pValueOneSided } = sequenceMonitor(plan.alpha);
  const ps = forms.map((form) =>
    form.kind === 'refused' ? 1 : (pValueOneSided({ ...evidence, statistic: worse * form.statistic }) ?? 1),
  );
  const events = expectedEvents([
    rawArmOf(data, metric.key, plan.control),
    rawArmOf(data, metric.key, variant),
  ]);
  return { metric: metric.key, variant, events, strict: Math.max(...ps), loose: Math.min(...ps) };
}

function withVariance({ n, mean }: Moments, variance: number): Moments {
  return momentsFromVariance(n, mean, variance);
}

/** How far a metric may worsen before it is harm: a guardrail's margin, a goal's 20 %, else null. */
function harmLimit(metric: MetricSpec): number | null {
  if (metric.role === 'guardrail') return metric.margin ?? 0;
  return metric.role === 'goal' ? HARMFUL_LIFT : null;
}
