import { z } from 'zod';
import { type AgentDeps, type AgentResult, askAgent } from '#agents/ask.ts';
import { jsonBlock } from '#agents/data-block.ts';
import { keyOf } from '#agents/key-schema.ts';
import { strayNumbers } from '#agents/number-check.ts';
import { requestForPrompt } from '#agents/plan-for-prompt.ts';
import type { Assessment, DesignProposal } from '#domain/agent-output.ts';
import { goalKeysOf } from '#domain/goals.ts';
import type { Metric } from '#domain/metric.ts';
import { type ExperimentRequest, sizedLift } from '#domain/plan.ts';

/** What a design is made from. `history` has one line for each earlier experiment, nearest first. */
export interface DesignBrief {
  readonly request: ExperimentRequest;
  readonly assessment: Assessment;
  readonly catalogue: readonly Metric[];
  readonly history?: readonly string[];
  /** What the policy review objected to in earlier versions of this design. */
  readonly objections?: readonly string[];
  /** What people said about earlier versions of this design. */
  readonly comments?: readonly string[];
}

const sentence = z.string().min(1).max(600);

function schemaFor({ catalogue, request }: DesignBrief): z.ZodType<DesignProposal> {
  const treatments = request.split.length - 1;
  const metrics = z.array(keyOf(catalogue.map(({ key }) => key))).max(5);
  return z.object({
    title: z.string().min(1).max(80),
    hypothesis: sentence,
    rationale: sentence,
    controlDescription: z.string().min(1).max(300),
    // A person chose the split: the design describes exactly its treatments.
    treatmentDescriptions: z.array(z.string().min(1).max(300)).min(treatments).max(treatments),
    guardrailMetrics: metrics,
    secondaryMetrics: metrics,
    lookCadence: z.enum(['daily', 'weekly']),
    risks: z.array(z.string().min(1).max(300)).max(6),
  });
}

/** Texts whose numbers a design may repeat. It may write lifts and shares of the request in per cent. */
function numbersAllowed({ request, catalogue, history = [], objections = [], comments = [] }: DesignBrief) {
  const metrics = catalogue.map(({ key, name, description }) => `${key} ${name} ${description}`);
  const lifts = [request.smallestLift, sizedLift(request)];
  const shares = [...lifts, request.trafficShare, ...request.split].map(
    (share) => `${share} ${(share * 100).toFixed(2)} %`,
  );
  return [request.idea, request.surface, ...shares, ...metrics, ...history, ...objections, ...comments];
}

function problemsOf(brief: DesignBrief, proposal: DesignProposal): readonly string[] {
  const goals = goalKeysOf(brief.request);
  const { title, hypothesis, rationale, controlDescription, treatmentDescriptions, risks } = proposal;
  const text = [title, hypothesis, rationale, controlDescription, ...treatmentDescriptions, ...risks].join(
    '\n',
  );
  const strays = strayNumbers(text, numbersAllowed(brief)).map(
    (number) => `a number that is not in the data: ${number}`,
  );
  const both = proposal.guardrailMetrics.filter((key) => proposal.secondaryMetrics.includes(key));
  const others = [...proposal.guardrailMetrics, ...proposal.secondaryMetrics];
  const again = goals.filter((key) => others.includes(key));
  const alike = new Set(treatmentDescriptions).size < treatmentDescriptions.length;
  return [
    ...strays,
    ...both.map((key) => `secondaryMetrics: ${key} is a guardrail already`),
    ...again.map((key) => `the goal metric ${key} must not be repeated`),
    ...(alike ? ['treatmentDescriptions: two treatments are the same'] : []),
  ];
}

/** Designs the experiment in words and choices. Metrics are keys of the catalogue; no number is the model's own. */
export function proposeDesign(deps: AgentDeps, brief: DesignBrief): Promise<AgentResult<DesignProposal>> {
  const { request, assessment, catalogue, history = [], objections = [], comments = [] } = brief;
  return askAgent(deps, {
    role: 'designer',
    prompt: 'designer',
    inputs: {
      request: jsonBlock(requestForPrompt(request)),
      assessment: jsonBlock(assessment),
      catalogue: jsonBlock(catalogue),
      history: jsonBlock(history),
      objections: jsonBlock(objections),
      comments: jsonBlock(comments),
    },
    schema: schemaFor(brief),
    check: (proposal) => problemsOf(brief, proposal),
  });
}
