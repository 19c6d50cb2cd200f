import { z } from 'zod';
import { type AgentDeps, type AgentResult, askAgent } from '#agents/ask.ts';
import { jsonBlock } from '#agents/data-block.ts';
import { type DesignBrief, pointsOf, type WholeBrief, wholeBrief } from '#agents/design-brief.ts';
import { designProblems, type WholeProposal } from '#agents/design-problems.ts';
import { keyOf } from '#agents/key-schema.ts';
import { requestForPrompt } from '#agents/plan-for-prompt.ts';

const sentence = z.string().min(1).max(600);
const short = z.string().min(1).max(300);

function schemaFor(brief: WholeBrief): z.ZodType<WholeProposal> {
  const { catalogue, request, dimensions, history } = brief;
  const treatments = request.split.length - 1;
  const metric = keyOf(catalogue.map(({ key }) => key));
  const metrics = z.array(metric).max(5);
  const point = keyOf(pointsOf(brief).map(({ label }) => label));
  const citation = z.object({
    key: keyOf(history.map(({ key }) => key)),
    stance: z.enum(['supports', 'contradicts']),
  });
  return z.object({
    title: z.string().min(1).max(80),
    hypothesis: sentence,
    mechanism: sentence,
    disproof: sentence,
    rationale: sentence,
    controlDescription: short,
    // A person chose the split: the design describes exactly its treatments.
    treatmentDescriptions: z.array(short).min(treatments).max(treatments),
    guardrailMetrics: metrics,
    guardrailReasons: z.array(z.object({ metric, reason: short })).max(10),
    secondaryMetrics: metrics,
    segments: z.array(keyOf(dimensions)).max(Math.min(5, dimensions.length)),
    lookCadence: z.enum(['daily', 'weekly']),
    forecast: z.object({ from: point, to: point }),
    citations: z.array(citation).max(Math.min(5, history.length)),
    noneSimilar: short.nullable(),
    objection: brief.mayObject ? z.object({ goalMetric: metric, reason: short }).nullable() : z.null(),
    risks: z.array(short).max(6),
  });
}

/** The numbers of a metric are in the facts; a designer chooses by name and meaning. */
function metricsShown({ catalogue }: WholeBrief) {
  return catalogue.map(({ key, name, description, desiredDirection, kind }) => ({
    ...{ key, name, description, desiredDirection, kind },
  }));
}

/**
 * Designs the experiment in words and choices. Metrics, dimensions, past experiments and the ends of the forecast are keys of lists that code gives; no
 * number is the model's own.
 */
export function proposeDesign(deps: AgentDeps, given: DesignBrief): Promise<AgentResult<WholeProposal>> {
  const brief = wholeBrief(given);
  const points = pointsOf(brief).map(({ label }) => label);
  // What is the same for every experiment of a team comes first.
  return askAgent(deps, {
    role: 'designer',
    prompt: 'designer',
    inputs: {
      product: jsonBlock(brief.product),
      catalogue: jsonBlock(metricsShown(brief)),
      dimensions: jsonBlock(brief.dimensions),
      template: jsonBlock(brief.template),
      request: jsonBlock(requestForPrompt(brief.request)),
      assessment: jsonBlock(brief.assessment),
      facts: jsonBlock(brief.facts),
      points: jsonBlock(points),
      running: jsonBlock(brief.running),
      history: jsonBlock(brief.history),
      objectable: jsonBlock(brief.mayObject),
      computed: jsonBlock(brief.computed),
      objections: jsonBlock(brief.objections),
      comments: jsonBlock(brief.comments),
    },
    schema: schemaFor(brief),
    check: (proposal) => designProblems(brief, proposal),
  });
}
