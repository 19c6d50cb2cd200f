import { z } from 'zod';
import { type AgentDeps, type AgentResult, askAgent } from '#agents/ask.ts';
import { jsonBlock, textBlock } from '#agents/data-block.ts';
import { keyOf } from '#agents/key-schema.ts';
import { strayNumbers } from '#agents/number-check.ts';
import { findMetric, goalProblem, type Metric } from '#domain/metric.ts';
import type { Risk } from '#domain/plan.ts';

/** What there is to choose from for an idea. `history` has one line for each earlier experiment, nearest first. */
export interface OpenIdea {
  readonly idea: string;
  readonly catalogue: readonly Metric[];
  readonly surfaces: readonly string[];
  readonly repositories: readonly string[];
  readonly history: readonly string[];
}

/** What was chosen: keys and names of the lists, null if nothing in a list fits; the reason then says what is missing. */
export interface ChosenParts {
  readonly goalMetric: string | null;
  readonly goalReason: string;
  readonly guardrails: readonly {
    readonly metric: string;
    readonly mustHold: boolean;
    readonly reason: string;
  }[];
  readonly surface: string | null;
  readonly surfaceReason: string;
  readonly repository: string | null;
  readonly repositoryReason: string;
  readonly risk: Risk;
  readonly riskReason: string;
}

const reason = z.string().min(1).max(200);

function schemaFor({ catalogue, surfaces, repositories }: OpenIdea): z.ZodType<ChosenParts> {
  const metric = keyOf(catalogue.map(({ key }) => key));
  return z.object({
    goalMetric: metric.nullable(),
    goalReason: reason,
    guardrails: z.array(z.object({ metric, mustHold: z.boolean(), reason })).max(5),
    surface: keyOf(surfaces).nullable(),
    surfaceReason: reason,
    repository: keyOf(repositories).nullable(),
    repositoryReason: reason,
    risk: z.enum(['low', 'medium', 'high']),
    riskReason: reason,
  });
}

function problemsOf(
  { idea, catalogue, history, surfaces }: OpenIdea,
  chosen: ChosenParts,
): readonly string[] {
  const { goalMetric, guardrails, goalReason, surfaceReason, repositoryReason, riskReason } = chosen;
  const keys = guardrails.map(({ metric }) => metric);
  const reasons = [
    goalReason,
    surfaceReason,
    repositoryReason,
    riskReason,
    ...guardrails.map((one) => one.reason),
  ];
  const metrics = catalogue.map(({ key, name, description }) => `${key} ${name} ${description}`);
  const goal = findMetric(catalogue, goalMetric ?? '');
  const noGoal = goal && goalProblem(goal);
  const strays = strayNumbers(reasons.join('\n'), [idea, ...metrics, ...surfaces, ...history]);
  return [
    ...strays.map((number) => `a number that is not in the data: ${number}`),
    ...(goalMetric !== null && keys.includes(goalMetric) ? [`guardrails: ${goalMetric} is the goal`] : []),
    ...(noGoal === null ? [] : [`goalMetric: ${noGoal}`]),
    ...(new Set(keys).size < keys.length ? ['guardrails: a metric stands twice'] : []),
  ];
}

/** Chooses what an idea leaves open, from the lists alone; no number is the model's own. */
export function chooseParts(deps: AgentDeps, open: OpenIdea): Promise<AgentResult<ChosenParts>> {
  const { idea, catalogue, surfaces, repositories, history } = open;
  const metrics = catalogue.map(({ key, name, description, desiredDirection }) => ({
    ...{ key, name, description, desiredDirection },
  }));
  return askAgent(deps, {
    role: 'designer',
    prompt: 'chooser',
    inputs: {
      idea: textBlock(idea),
      metrics: jsonBlock(metrics),
      surfaces: jsonBlock(surfaces),
      repositories: jsonBlock(repositories),
      history: jsonBlock(history),
    },
    schema: schemaFor(open),
    check: (chosen) => problemsOf(open, chosen),
  });
}
