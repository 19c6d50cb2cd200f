import type { Settings } from '#settings/settings.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { crossProblems } from './cross-checks.ts';
import { everyIssue } from './every-issue.ts';
import { fileSchema } from './file-schema.ts';
import { knownKeys } from './known-keys.ts';
import { readYaml } from './read-yaml.ts';
import { schemaProblems } from './schema-problems.ts';
import { printPath, type SettingsProblem } from './settings-problem.ts';
import { toSettings } from './to-settings.ts';

/** Reads the text of a settings file. Refuses with every problem at once, each with its line, in order of the lines. */
export function readSettings(text: string): Result<Settings, readonly SettingsProblem[]> {
  const { value, problems, lineOf } = readYaml(text);
  const ofText = problems.map(({ line, message }) => ({ line, path: '', message }));
  if (value === null) return refused(ofText);
  const parsed = fileSchema.safeParse(value);
  const issues = parsed.success ? [] : everyIssue(fileSchema, value, parsed.error.issues);
  const placed = [
    ...schemaProblems(issues, value, (path) => knownKeys(value, path)),
    ...crossProblems(value),
  ];
  const ofParts = placed.map(({ path, message }) => ({ line: lineOf(path), path: printPath(path), message }));
  const all = [...ofText, ...ofParts].sort((a, b) => a.line - b.line);
  return parsed.success && all.length === 0 ? ok(toSettings(parsed.data)) : refused(all);
}
