import { z } from 'zod';
import { type AgentDeps, type AgentResult, askAgent } from '#agents/ask.ts';
import { jsonBlock } from '#agents/data-block.ts';
import { planForPrompt } from '#agents/plan-for-prompt.ts';
import type { PolicyOpinion } from '#domain/agent-output.ts';
import type { Plan } from '#domain/plan.ts';

const PolicyOpinionSchema: z.ZodType<PolicyOpinion> = z.object({
  verdict: z.enum(['no-objection', 'objection']),
  objections: z.array(z.string().min(1).max(500)).max(6),
  considerations: z.array(z.string().min(1).max(500)).max(6),
});

/** An opinion on what a plan does to people. It only advises: `domain/design/policy.ts` decides what is forbidden. */
export function reviewPlan(
  deps: AgentDeps,
  { plan }: { readonly plan: Plan },
): Promise<AgentResult<PolicyOpinion>> {
  return askAgent(deps, {
    role: 'policy',
    prompt: 'policy',
    inputs: { plan: jsonBlock(planForPrompt(plan)) },
    schema: PolicyOpinionSchema,
    check: ({ verdict, objections }) =>
      (verdict === 'objection') === objections.length > 0
        ? []
        : ['verdict: must be "objection" exactly when there are objections'],
  });
}
