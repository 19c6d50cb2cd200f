import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readSettings } from '#settings/file/read-settings.ts';
import { printProblem } from '#settings/file/settings-problem.ts';
import type { Settings } from '#settings/settings.ts';

/** The file with the settings of the sandbox. */
export const EXAMPLE_FILE = fileURLToPath(new URL('co-pilot.yaml', import.meta.url));

/** The settings of a file. Throws every problem of it. */
export function loadExample(file: string): Settings {
  return settingsIn(readFileSync(file, 'utf8'), file);
}

/** The settings in the text of a file. Throws every problem of it. */
export function settingsIn(text: string, file = EXAMPLE_FILE): Settings {
  const read = readSettings(text);
  if (read.kind === 'ok') return read.value;
  throw new Error(read.problem.map((problem) => printProblem(file, problem)).join('\n'));
}

/** The settings of the sandbox. */
export const EXAMPLE_SETTINGS: Settings = loadExample(EXAMPLE_FILE);
