import type { Command } from '#domain/command.ts';
import type { Decision, PendingOverride } from '#domain/decision/state.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';

type Decided = Pick<Command<'decide'>, 'decision'>;

/** Whether a decision goes against what the rules recommend on the newest look. */
export function isOverride(experiment: Experiment, { decision }: Decided): boolean {
  const recommendation = latestSnapshot(experiment)?.verdict.recommendation;
  return recommendation !== undefined && !agrees(decision, recommendation);
}

/** The first approver's vote for this decision, which a second one has to confirm; null if there is none. */
export function firstVote(experiment: Experiment, { decision }: Decided): PendingOverride | null {
  const { pendingOverride } = experiment.decision;
  return pendingOverride?.decision === decision ? pendingOverride : null;
}

/** Kill and end-without-winner both switch the change off, so either agrees with the other. */
function agrees(decision: Decision, recommendation: Decision): boolean {
  const off = (value: Decision) => value === 'kill' || value === 'end-without-winner';
  return decision === recommendation || (off(decision) && off(recommendation));
}
