import { existsSync } from 'node:fs';
import { loadSettings } from '#app/load-settings.ts';
import type { Settings } from '#settings/settings.ts';
import { ok, type Result } from '#shared/result.ts';

/** The settings file, if no other is set. */
const USUAL = 'co-pilot.yaml';

/** The file that governs, and what it says at the start; null for both if there is none, so that admins set the bot up in Slack. */
export interface FoundSettings {
  readonly settings: Settings | null;
  readonly settingsFile: string | null;
}

/**
 * The settings of the file that is set, or of the usual one if that is there. Refuses what `loadSettings` refuses: a file that is
 * set and missing is a mistake, and no wish to do without.
 */
export function findSettings(set: string | null): Result<FoundSettings, readonly string[]> {
  if (set === null && !existsSync(USUAL)) return ok({ settings: null, settingsFile: null });
  const settingsFile = set ?? USUAL;
  const read = loadSettings(settingsFile);
  return read.kind === 'ok' ? ok({ settings: read.value, settingsFile }) : read;
}
