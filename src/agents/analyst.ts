import { z } from 'zod';
import { type AgentDeps, type AgentProblem, type AgentSuccess, askAgent } from '#agents/ask.ts';
import { jsonBlock, textBlock } from '#agents/data-block.ts';
import { type Fact, narrativeFromTemplate } from '#agents/narrative-template.ts';
import { strayNumbers } from '#agents/number-check.ts';
import type { Narrative } from '#domain/agent-output.ts';
import { ok, type Result } from '#shared/result.ts';

/** The results of one look. `recommendation` is the verdict of the rules in words; the most important fact comes first. */
export interface LookToDescribe {
  readonly experiment: string;
  readonly recommendation: string;
  readonly facts: readonly Fact[];
}

/** `source` is `template` when the model's text held numbers of its own; its last reason then says so. */
export interface LookDescribed extends AgentSuccess<Narrative> {
  readonly source: 'model' | 'template';
}

const NarrativeSchema = z.object({
  headline: z.string().min(1).max(300),
  reasons: z.array(z.string().min(1).max(400)).min(1).max(6),
});

const REFUSED =
  'This text comes from a template. The text of the model held numbers that are not among the computed facts.';

/**
 * Puts the facts of a look into words. Every number in the text must be one of the facts: a text that breaks this goes back
 * once, and the text of a template, which says so, replaces a second such text. Other failures are refused.
 */
export async function describeLook(
  deps: AgentDeps,
  look: LookToDescribe,
): Promise<Result<LookDescribed, AgentProblem>> {
  const { experiment, recommendation, facts } = look;
  const allowed = [experiment, recommendation, ...facts.map(({ name, display }) => `${name}: ${display}`)];
  const answer = await askAgent(deps, {
    role: 'analyst',
    prompt: 'analyst',
    inputs: {
      experiment: textBlock(experiment),
      recommendation: textBlock(recommendation),
      facts: jsonBlock(facts),
    },
    schema: NarrativeSchema,
    check: ({ headline, reasons }) =>
      strayNumbers([headline, ...reasons].join('\n'), allowed).map((number) => `not in the facts: ${number}`),
  });
  if (answer.kind === 'ok') return ok({ ...answer.value, source: 'model' });
  const { runs, wellFormed } = answer.problem;
  if (!wellFormed) return answer;
  return ok({ output: narrativeFromTemplate(recommendation, facts, REFUSED), runs, source: 'template' });
}
