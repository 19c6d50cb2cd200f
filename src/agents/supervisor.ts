import { z } from 'zod';
import { type AgentDeps, type AgentResult, askAgent } from '#agents/ask.ts';
import { jsonBlock } from '#agents/data-block.ts';
import { keyOf } from '#agents/key-schema.ts';
import { requestForPrompt } from '#agents/plan-for-prompt.ts';
import type { Assessment } from '#domain/agent-output.ts';
import type { ExperimentRequest, Risk } from '#domain/plan.ts';

/** A design template as the supervisor sees it. */
export interface TemplateChoice {
  readonly name: string;
  readonly description: string;
}

export interface IdeaToAssess {
  readonly request: ExperimentRequest;
  readonly templates: readonly TemplateChoice[];
}

const RISKS = ['low', 'medium', 'high'] as const satisfies readonly Risk[];

function schemaFor(templates: readonly TemplateChoice[]): z.ZodType<Assessment> {
  return z.object({
    testable: z.boolean(),
    reason: z.string().min(1).max(800),
    questions: z.array(z.string().min(1).max(300)).max(5),
    template: keyOf(templates.map(({ name }) => name)),
    risk: z.enum(RISKS),
  });
}

/**
 * Judges whether an idea is testable, what is missing, which template fits and how risky it is. The risk is never lower than
 * that of the request, and a testable idea leaves no question open.
 */
export function assessIdea(
  deps: AgentDeps,
  { request, templates }: IdeaToAssess,
): Promise<AgentResult<Assessment>> {
  return askAgent(deps, {
    role: 'supervisor',
    prompt: 'supervisor',
    inputs: { request: jsonBlock(requestForPrompt(request)), templates: jsonBlock(templates) },
    schema: schemaFor(templates),
    check: ({ testable, questions, risk }) => [
      ...(testable && questions.length > 0 ? ['questions: must be empty when the idea is testable'] : []),
      ...(RISKS.indexOf(risk) < RISKS.indexOf(request.risk)
        ? [`risk: must not be lower than the request's, which is ${request.risk}`]
        : []),
    ],
  });
}
