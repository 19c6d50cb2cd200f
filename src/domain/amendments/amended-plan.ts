import type { Amendment, ProposedChange } from '#domain/amendments/state.ts';
import type { DesignState } from '#domain/design/state.ts';
import type { Plan } from '#domain/plan.ts';

/** The plan with a change in it. Its goal, variants, split and error rates are never touched. */
export function amendedPlan(plan: Plan, change: ProposedChange): Plan {
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

/** The metric that an amendment makes exploratory; null if it touches none. */
export function exploratoryMetric({ change }: Pick<Amendment, 'change'>): string | null {
  if (change.kind === 'margin') return change.metric;
  return change.kind === 'add-secondary' ? change.metric.key : null;
}

/** Keys of the metrics of which a part was not registered from the start, so that they are exploratory. */
export function exploratoryMetrics({ amendments = [] }: Pick<DesignState, 'amendments'>): readonly string[] {
  return [...new Set(amendments.flatMap((amendment) => exploratoryMetric(amendment) ?? []))];
}
