import type { Settings } from '#settings/settings.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { checkFile } from './check-file.ts';
import { readYaml } from './read-yaml.ts';
import { printPath, type SettingsProblem } from './settings-problem.ts';
import { toSettings } from './to-settings.ts';

/** Reads the text of a settings file. Refuses with every problem at once, each with its line, in order of the lines. */
export function readSettings(text: string): Result<Settings, readonly SettingsProblem[]> {
  const { value, problems, lineOf } = readYaml(text);
  const ofText = problems.map(({ line, message }) => ({ line, path: '', message }));
  if (value === null) return refused(ofText);
  const checked = checkFile(value);
  const placed = checked.kind === 'ok' ? [] : checked.problem;
  const ofParts = placed.map(({ path, message }) => ({ line: lineOf(path), path: printPath(path), message }));
  const all = [...ofText, ...ofParts].sort((a, b) => a.line - b.line);
  return checked.kind === 'ok' && all.length === 0 ? ok(toSettings(checked.value)) : refused(all);
}
