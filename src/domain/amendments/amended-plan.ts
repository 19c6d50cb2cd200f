import type { AmendedPart } from '#domain/amendments/state.ts';
import type { Plan } from '#domain/plan.ts';

/** The plan with a change in it. Its goal, variants, split and error rates are never touched. */
export function amendedPlan(plan: Plan, change: AmendedPart): Plan {
  switch (change.kind) {
    case 'margin': {
      const guardrails = plan.guardrails.map((guardrail) =>
        guardrail.metric.key === change.metric ? { ...guardrail, margin: change.to } : guardrail,
      );
      return { ...plan, guardrails };
    }
    case 'add-secondary':
      return { ...plan, secondary: [...plan.secondary, change.metric] };
    case 'remove-secondary':
      return { ...plan, secondary: plan.secondary.filter(({ key }) => key !== change.metric) };
    case 'owner':
      return { ...plan, request: { ...plan.request, owner: change.to } };
  }
}
