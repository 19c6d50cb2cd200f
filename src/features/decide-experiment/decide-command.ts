import type { PersonBody } from '#domain/command.ts';
import type { Decision } from '#domain/decision/state.ts';
import type { Evidence } from '#features/evidence.ts';

/** The command that decides on the evidence of a button; `reason` is null unless it goes against the recommendation. */
export function decideCommand(evidence: Evidence, decision: Decision, reason: string | null): PersonBody {
  const { planHash, snapshotHash, flagVersion, message } = evidence;
  return { name: 'decide', decision, planHash, snapshotHash, flagVersion, reason, message };
}
