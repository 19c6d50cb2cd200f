import { ok, type Result, refused } from '#shared/result.ts';
import type { SettingsEdit } from './edit-settings.ts';
import { readYaml } from './read-yaml.ts';
import type { Path } from './settings-problem.ts';

/** A text that was pasted, as an edit. */
export interface ImportEdit {
  readonly edit: SettingsEdit;
  /** The line of a place of the settings in the text; null if the text does not hold it. */
  readonly lineOf: (path: Path) => number | null;
}

/** The top-level parts in the text of a file, each in the place of the present one. Refuses a text that is no YAML, with its lines. */
export function importEdit(text: string): Result<ImportEdit, string> {
  const { value, problems, lineOf } = readYaml(text);
  if (problems.length > 0)
    return refused(problems.map(({ line, message }) => `Line ${line}: ${message}`).join('\n'));
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refused('Line 1: This is no settings file. It holds parts such as `roles:` and `metrics:`.');
  const parts = Object.entries(value);
  return ok({
    edit: {
      touches: parts.map(([part]) => [part]),
      // All of the file is its place: a problem anywhere is told, but for what parts that were never filled in lack.
      apply: (file) => ({ file: { ...file, ...Object.fromEntries(parts) }, at: ['import'] }),
    },
    lineOf: (path) => (parts.some(([part]) => part === path[0]) ? lineOf(path) : null),
  });
}
