import { testedFileProblem } from '#agents/tested-file-problem.ts';
import type { AgentFailure } from '#domain/agent-output.ts';
import { POLICY } from '#domain/design/policy.ts';
import type { Experiment } from '#domain/experiment.ts';
import { plannedExposure } from '#domain/exposure.ts';
import { goalKeysOf } from '#domain/goals.ts';
import { findMetric, goalProblem, type Metric } from '#domain/metric.ts';
import type { Baseline, Plan } from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { DAY } from '#shared/clock.ts';
import { createBaselineReader, type ReadBaselines } from './read-baselines.ts';
import { type ReadConfigurations, readConfigurations } from './read-configurations.ts';
import { sizeRequest } from './size-request.ts';

/** Days in which the kind of exposure events that a plan counts must have arrived. */
const EXPOSURE_DAYS = 28;

/** What is known before the design: the goal, its level, and how to read more. */
export interface PlanFacts extends ReadConfigurations {
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
  needs: Pick<CoPilot, 'metrics' | 'codeHost' | 'choices' | 'clock' | 'flags'>,
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
  const pinned = await needs.codeHost.pin(request.repository);
  if (pinned === null) {
    return impossible(
      `The repository ${request.repository} is not there, or the bot may not read it. Give the bot access, or edit the request and choose another.`,
    );
  }
  const noFile = request.file === undefined ? null : await testedFileProblem(pinned, request.file);
  if (noFile !== null) return impossible(noFile);
  const configured = await readConfigurations(needs, request);
  if (configured.kind === 'refused') return impossible(`${configured.problem} Edit the request.`);
  const readBaselines = createBaselineReader(needs, goal, request);
  // The designer says how often to look; daily looks need the most units.
  const proposal = { guardrailMetrics: [], lookCadence: 'daily' } as const;
  const { catalogue, defaults } = needs.choices;
  const { baseline } = await sizeRequest({ goal, readBaselines, request, proposal, catalogue, defaults });
  if (baseline.units === 0) {
    const days = baseline.horizonDays ?? POLICY.maximumDays;
    return impossible(
      `No unit was seen on "${request.surface}" in the last ${days} days. Check that its events arrive in ${needs.metrics.name}, or choose another surface.`,
    );
  }
  const now = needs.clock.now();
  const arrived = await needs.metrics.exposureEvents({ from: now - EXPOSURE_DAYS * DAY, until: now });
  return {
    ...{ kind: 'facts', goal, baseline, readBaselines, exposure: plannedExposure(arrived) },
    ...configured.value,
  };
}
