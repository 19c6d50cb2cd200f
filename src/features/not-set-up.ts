import type { CoPilot } from '#features/co-pilot.ts';
import { missingIn } from '#settings/file/edit-settings.ts';

/** Why no experiment can be proposed yet, and what to do; null if the settings hold all that one takes. */
export function notSetUp({ settings: { file, inForce } }: Pick<CoPilot, 'settings'>): string | null {
  // What a file says was checked when it was read.
  if (file !== null || missingIn(inForce().settings).length === 0) return null;
  return 'I am not set up yet, so no experiment can begin. An admin types `/experiment settings` in the channel and fills in what is missing.';
}
