import type { Settings } from '#settings/settings.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { checkFileUpTo } from './check-file.ts';
import { readYaml } from './read-yaml.ts';
import { MOST_PROBLEMS, printPath, type SettingsProblem } from './settings-problem.ts';
import { toSettings } from './to-settings.ts';

const NONE = { told: [], more: 0 } as const;

/**
 * Reads the text of a settings file. Refuses with every problem at once, each with its line, in order of the lines. Of very many
 * problems it names `MOST_PROBLEMS`, and the last one says how many others there are.
 */
export function readSettings(text: string): Result<Settings, readonly SettingsProblem[]> {
  const { value, problems, more, lineOf } = readYaml(text);
  const ofText = problems.map(({ line, message }) => ({ line, path: '', message }));
  if (value === null) return refused(firstOf(ofText, more));
  const checked = checkFileUpTo(value, MOST_PROBLEMS);
  const placed = checked.kind === 'ok' ? NONE : checked.problem;
  const ofParts = placed.told.map(({ path, message }) => ({
    line: lineOf(path),
    path: printPath(path),
    message,
  }));
  const all = [...ofText, ...ofParts].sort((a, b) => a.line - b.line);
  return checked.kind === 'ok' && all.length === 0
    ? ok(toSettings(checked.value))
    : refused(firstOf(all, more + placed.more));
}

function firstOf(all: readonly SettingsProblem[], more: number): readonly SettingsProblem[] {
  const told = all.slice(0, MOST_PROBLEMS);
  const left = all.length - told.length + more;
  if (left === 0) return told;
  const message = `At least ${left} more ${left === 1 ? 'problem is' : 'problems are'} not named. Mend these first.`;
  return [...told, { line: told.at(-1)?.line ?? 1, path: '', message }];
}
