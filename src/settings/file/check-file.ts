import { ok, type Result, refused } from '#shared/result.ts';
import { crossProblems } from './cross-checks.ts';
import { everyIssue } from './every-issue.ts';
import { fileSchema, type SettingsFile } from './file-schema.ts';
import { knownKeys } from './known-keys.ts';
import { type PlacedProblem, schemaProblems } from './schema-problems.ts';

/** Checks the value of a settings file, wherever it was typed. Refuses with every problem at once, each at its place. */
export function checkFile(value: unknown): Result<SettingsFile, readonly PlacedProblem[]> {
  const parsed = fileSchema.safeParse(value);
  const issues = parsed.success ? [] : everyIssue(fileSchema, value, parsed.error.issues);
  const problems = [
    ...schemaProblems(issues, value, (path) => knownKeys(value, path)),
    ...crossProblems(value),
  ];
  return parsed.success && problems.length === 0 ? ok(parsed.data) : refused(problems);
}
