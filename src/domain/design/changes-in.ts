import type { DesignProposal } from '#domain/agent-output.ts';
import { type Plan, treatmentsOf } from '#domain/plan.ts';

/** What a design does to people, without what it says of today. */
export function changesIn({
  title,
  treatmentDescriptions,
}: Pick<DesignProposal, 'title' | 'treatmentDescriptions'>): readonly string[] {
  return [title, ...treatmentDescriptions];
}

/** The same of a plan, with the idea that it is for. */
export function changesOfPlan(plan: Plan): readonly string[] {
  const treatmentDescriptions = treatmentsOf(plan).map(({ description }) => description);
  return [plan.request.idea, ...changesIn({ title: plan.title, treatmentDescriptions })];
}
