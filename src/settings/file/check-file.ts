import { ok, type Result, refused } from '#shared/result.ts';
import { crossProblems } from './cross-checks.ts';
import { everyIssue } from './every-issue.ts';
import { fileSchema, type SettingsFile } from './file-schema.ts';
import { knownKeys } from './known-keys.ts';
import { countProblemsOf, type PlacedProblem, schemaProblems } from './schema-problems.ts';

/** What is wrong in a file, if only the first problems are told. */
export interface FirstProblems {
  readonly told: readonly PlacedProblem[];
  /** How many others there are at least. */
  readonly more: number;
}

/** Checks the value of a settings file, wherever it was typed. Refuses with every problem at once, each at its place. */
export function checkFile(value: unknown): Result<SettingsFile, readonly PlacedProblem[]> {
  const checked = checkFileUpTo(value, Number.POSITIVE_INFINITY);
  return checked.kind === 'ok' ? checked : refused(checked.problem.told);
}

/** Checks the value of a settings file. Refuses with its first problems, at most `most`: the work for a problem grows with the file. */
export function checkFileUpTo(value: unknown, most: number): Result<SettingsFile, FirstProblems> {
  const parsed = fileSchema.safeParse(value);
  const found = parsed.success ? [] : parsed.error.issues;
  // What a wrong choice hides costs another reading of the file for each choice, and is not told beside very many problems.
  const issues = found.length > most ? found.slice(0, most) : everyIssue(fileSchema, value, found);
  const ofSchema = schemaProblems(issues, value, (path) => knownKeys(value, path), most);
  const others = crossProblems(value);
  if (parsed.success && others.length === 0) return ok(parsed.data);
  const told = [...ofSchema, ...others].slice(0, most);
  const count = countProblemsOf([...issues, ...found.slice(most)]) + others.length;
  return refused({ told, more: count - told.length });
}
