import type { AgentFailure } from '#domain/agent-output.ts';
import { mustHoldsOf } from '#domain/design/build-plan.ts';
import { plannedGuardrails } from '#domain/design/plan-guardrails.ts';
import { POLICY } from '#domain/design/policy.ts';
import { sizePlan } from '#domain/design/sizing.ts';
import type { Experiment } from '#domain/experiment.ts';
import { plannedExposure } from '#domain/exposure.ts';
import { goalKeysOf } from '#domain/goals.ts';
import { findMetric, goalProblem, type Metric } from '#domain/metric.ts';
import {
  type Baseline,
  type ExperimentRequest,
  type Guardrail,
  type LookCadence,
  type Plan,
  sizedLift,
} from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { PlanDefaults } from '#settings/settings.ts';
import { DAY } from '#shared/clock.ts';
import { createBaselineReader, type ReadBaselines } from './read-baselines.ts';
import { settleHorizon } from './settle-horizon.ts';

/** Days in which the kind of exposure events that a plan counts must have arrived. */
const EXPOSURE_DAYS = 28;

/** What is known before the design: the goal, its level, and how to read more. */
export interface PlanFacts {
  readonly kind: 'facts';
  readonly goal: Metric;
  readonly baseline: Baseline;
  readonly readBaselines: ReadBaselines;
  readonly exposure: Pick<Plan, 'exposure'>;
}

/**
 * Everything that a plan rests on and no model may say. Fails, in words for the thread, if the metric, the repository or the traffic is
 * not there. Faults of vendors are thrown.
 */
export async function readFacts(
  needs: Pick<CoPilot, 'metrics' | 'codeHost' | 'choices' | 'clock'>,
  { request }: Experiment,
): Promise<PlanFacts | { readonly kind: 'failed'; readonly failure: AgentFailure }> {
  const impossible = (detail: string) => ({
    kind: 'failed' as const,
    failure: { role: 'designer', reason: 'impossible', detail } as const,
  });
  const goal = findMetric(needs.choices.catalogue, request.goalMetric);
  const missing = goalKeysOf(request).find((key) => findMetric(needs.choices.catalogue, key) === null);
  if (goal === null || missing !== undefined)
    return impossible(
      `There is no metric "${missing ?? request.goalMetric}" in the catalogue. Edit the request and choose another.`,
    );
  const noGoal = goalKeysOf(request)
    .flatMap((key) => findMetric(needs.choices.catalogue, key) ?? [])
    .map(goalProblem)
    .find((problem) => problem !== null);
  if (noGoal !== undefined) return impossible(noGoal);
  if ((await needs.codeHost.pin(request.repository)) === null) {
    return impossible(
      `The repository ${request.repository} is not there, or the bot may not read it. Give the bot access, or edit the request and choose another.`,
    );
  }
  const keys = new Set([...goalKeysOf(request), ...request.guardrailMetrics]);
  const usual = [...keys].flatMap((key) => findMetric(needs.choices.catalogue, key) ?? []);
  const readBaselines = createBaselineReader(needs, { surface: request.surface, goal, usual });
  // The designer says how often to look; daily looks need the most units.
  const { catalogue, defaults } = needs.choices;
  const proposal = { guardrailMetrics: [] };
  const guardrails = plannedGuardrails({ request, proposal, catalogue, margin: defaults.margin });
  const asked = { goal, request, cadence: 'daily', guardrails } as const;
  const { baseline } = await settleBaselines(readBaselines, asked, defaults);
  if (baseline.units === 0) {
    const days = baseline.horizonDays ?? POLICY.maximumDays;
    return impossible(
      `No unit was seen on "${request.surface}" in the last ${days} days. Check that its events arrive in ${needs.metrics.name}, or choose another surface.`,
    );
  }
  const now = needs.clock.now();
  const arrived = await needs.metrics.exposureEvents({ from: now - EXPOSURE_DAYS * DAY, until: now });
  return { kind: 'facts', goal, baseline, readBaselines, exposure: plannedExposure(arrived) };
}

/** What a horizon is settled for; of the guardrails those that must hold count. */
export interface Asked {
  readonly goal: Metric;
  readonly request: ExperimentRequest;
  readonly cadence: LookCadence;
  readonly guardrails: readonly Guardrail[];
}

/** The goal's level and the traffic over the horizon that a plan needs, and the levels of the guardrails that must hold, by key. */
export async function settleBaselines(
  readBaselines: ReadBaselines,
  { goal, request, cadence, guardrails }: Asked,
  { alpha, power }: Pick<PlanDefaults, 'alpha' | 'power'>,
): Promise<{ readonly baseline: Baseline; readonly guardrailBaselines: Readonly<Record<string, Baseline>> }> {
  const { trafficShare, split } = request;
  const goals = goalKeysOf(request).length;
  const rest = { goal, goals, smallestLift: sizedLift(request), trafficShare, split, cadence, alpha, power };
  const held = guardrails.filter(({ sizedFor }) => sizedFor === true).map(({ metric }) => metric);
  const read = async (days: number) => {
    const all = await readBaselines(days, [goal, ...held]);
    const none = { mean: 0, variance: 0, units: 0, unitsPerDay: 0, horizonDays: days };
    return { baseline: all[goal.key] ?? none, guardrailBaselines: all };
  };
  return settleHorizon(read, ({ baseline, guardrailBaselines }) =>
    sizePlan({ ...rest, baseline, mustHold: mustHoldsOf(guardrails, guardrailBaselines) }),
  );
}
