import type { PersonBody } from '#domain/command.ts';
import type { Evidence } from '#features/evidence.ts';

/** The command that moves the registered end, on the evidence of a button. `days` are days of running in all. */
export function extendCommand(evidence: Evidence, days: number, reason: string): PersonBody {
  const { planHash, snapshotHash, flagVersion, message } = evidence;
  return { name: 'extend', days, planHash, snapshotHash, flagVersion, reason, message };
}
