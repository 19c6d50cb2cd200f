import { z } from 'zod';
import { type AgentDeps, type AgentResult, askAgent } from '#agents/ask.ts';
import { jsonBlock, textBlock } from '#agents/data-block.ts';
import { keyOf } from '#agents/key-schema.ts';
import { strayNumbers } from '#agents/number-check.ts';
import { requestForPrompt } from '#agents/plan-for-prompt.ts';
import type { Metric } from '#domain/metric.ts';
import type { ExperimentRequest, Risk } from '#domain/plan.ts';

/** A comment on a plan, the request that the plan rests on, and what there is to choose from. */
export interface CommentedRequest {
  readonly comment: string;
  readonly request: ExperimentRequest;
  readonly catalogue: readonly Metric[];
  readonly surfaces: readonly string[];
  readonly repositories: readonly string[];
}

/** What a comment asks to change of a request; null for every part that it leaves. Lifts and shares in per cent, as people write them. */
export interface AskedChanges {
  readonly goalMetric: string | null;
  readonly guardrailMetrics: readonly string[] | null;
  readonly surface: string | null;
  readonly repository: string | null;
  readonly risk: Risk | null;
  readonly smallestLift: number | null;
  readonly expectedLift: number | null;
  readonly trafficShare: number | null;
  readonly split: readonly number[] | null;
}

const lift = z.number().gt(0).max(500).nullable();

function schemaFor({ catalogue, surfaces, repositories }: CommentedRequest): z.ZodType<AskedChanges> {
  const metric = keyOf(catalogue.map(({ key }) => key));
  return z.object({
    goalMetric: metric.nullable(),
    guardrailMetrics: z.array(metric).max(5).nullable(),
    surface: keyOf(surfaces).nullable(),
    repository: keyOf(repositories).nullable(),
    risk: z.enum(['low', 'medium', 'high']).nullable(),
    smallestLift: lift,
    expectedLift: lift,
    trafficShare: z.number().gt(0).max(100).nullable(),
    split: z.array(z.number().gt(0).lt(100)).min(2).max(5).nullable(),
  });
}

function problemsOf({ comment }: CommentedRequest, asked: AskedChanges): readonly string[] {
  const { smallestLift, expectedLift, trafficShare, split, goalMetric, guardrailMetrics } = asked;
  const numbers = [smallestLift, expectedLift, trafficShare, ...(split ?? [])].filter((one) => one !== null);
  const sum = (split ?? []).reduce((total, share) => total + share, 0);
  return [
    ...strayNumbers(numbers.join('\n'), [comment]).map(
      (number) => `a number that does not stand in the comment: ${number}`,
    ),
    ...(split !== null && Math.abs(sum - 100) > 1e-6 ? ['split: must sum to 100'] : []),
    ...(goalMetric !== null && guardrailMetrics?.includes(goalMetric) === true
      ? [`guardrailMetrics: ${goalMetric} is the goal`]
      : []),
  ];
}

/** Reads what a comment asks to change of a request. Metrics and names are of the lists, numbers are the person's own. */
export function readChanges(
  deps: AgentDeps,
  commented: CommentedRequest,
): Promise<AgentResult<AskedChanges>> {
  const { comment, request, catalogue, surfaces, repositories } = commented;
  const metrics = catalogue.map(({ key, name, description }) => ({ key, name, description }));
  return askAgent(deps, {
    role: 'designer',
    prompt: 'change-reader',
    inputs: {
      comment: textBlock(comment),
      request: jsonBlock(requestForPrompt(request)),
      metrics: jsonBlock(metrics),
      surfaces: jsonBlock(surfaces),
      repositories: jsonBlock(repositories),
    },
    schema: schemaFor(commented),
    check: (asked) => problemsOf(commented, asked),
  });
}
