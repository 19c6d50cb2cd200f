import type { AskedChanges } from '#agents/change-reader.ts';
import { percent } from '#domain/figures.ts';
import { findMetric, type Metric } from '#domain/metric.ts';
import type { ExperimentRequest } from '#domain/plan.ts';

/** The parts of a request that a comment asks to be otherwise than they are, as the request holds them. */
export function changesOf(asked: AskedChanges, request: ExperimentRequest): Partial<ExperimentRequest> {
  const goalMetric = asked.goalMetric ?? request.goalMetric;
  const guardrails = (asked.guardrailMetrics ?? request.guardrailMetrics).filter((key) => key !== goalMetric);
  const wanted: Partial<ExperimentRequest> = {
    goalMetric,
    guardrailMetrics: guardrails,
    surface: asked.surface ?? request.surface,
    repository: asked.repository ?? request.repository,
    risk: asked.risk ?? request.risk,
    smallestLift: shareOf(asked.smallestLift) ?? request.smallestLift,
    ...given('expectedLift', shareOf(asked.expectedLift)),
    trafficShare: shareOf(asked.trafficShare) ?? request.trafficShare,
    split: asked.split?.map((part) => part / 100) ?? request.split,
  };
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(request, field)),
    ),
  );
}

/** One line for each change: "Goal metric: Revenue per user (now 7-day retention)". Plain text. */
export function changeLines(
  changes: Partial<ExperimentRequest>,
  request: ExperimentRequest,
  catalogue: readonly Metric[],
): readonly string[] {
  const before = lines(request, catalogue);
  const after = lines({ ...request, ...changes }, catalogue);
  return Object.keys(changes).flatMap((field) => {
    const [label, value = ''] = after[field] ?? [];
    return label === undefined ? [] : [`${label}: ${value} (now ${before[field]?.[1] ?? ''})`];
  });
}

type Lines = Readonly<Record<string, readonly [label: string, value: string]>>;

function lines(request: ExperimentRequest, catalogue: readonly Metric[]): Lines {
  const named = (key: string) => findMetric(catalogue, key)?.name ?? key;
  const { guardrailMetrics, expectedLift, split } = request;
  return {
    goalMetric: ['Goal metric', named(request.goalMetric)],
    guardrailMetrics: ['Guardrails', guardrailMetrics.map(named).join(', ') || 'none'],
    surface: ['Surface', request.surface],
    repository: ['Repository', request.repository],
    risk: ['Risk', request.risk],
    smallestLift: ['Smallest lift worth having', percent(request.smallestLift)],
    expectedLift: [
      'Lift to be able to see',
      expectedLift === undefined ? 'the smallest' : percent(expectedLift),
    ],
    trafficShare: ['Share of traffic', percent(request.trafficShare)],
    split: ['Split', split.map(percent).join(' / ')],
  };
}

function shareOf(inPercent: number | null): number | undefined {
  return inPercent === null ? undefined : Number((inPercent / 100).toFixed(6));
}

function given<Name extends string, Value>(name: Name, value: Value | undefined) {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);
}
