import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRedaction } from '#agents/redaction.ts';
import { VENDOR_SECRETS } from '#app/vendors.ts';
import { wasInVain } from '#domain/memory/past-experiment.ts';
import { planImport } from '#features/import-past/plan-import.ts';
import { readHistory } from '#features/import-past/read-history.ts';
import type { PastLine } from '#ports/past-store.ts';
import { systemClock } from '#shared/clock.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { type MemoryCases, readMemoryCases } from './read-cases.ts';

/** A history, and the sets of questions to it by the names of their files. */
export interface MemoryFolder {
  /** As an import of the history would write them. */
  readonly lines: readonly PastLine[];
  readonly sets: ReadonlyMap<string, MemoryCases>;
}

const HISTORIES = ['history.json', 'history.csv'];

/**
 * Reads a folder that holds `history.json` or `history.csv` (the form of `npm run import`) and any number of other JSON files with questions.
 * Refuses with a sentence for each thing that is wrong; throws what the file system says.
 */
export async function readMemoryFolder(folder: string): Promise<Result<MemoryFolder, readonly string[]>> {
  const names = readdirSync(folder).sort();
  const [history, ...more] = names.filter((name) => HISTORIES.includes(name));
  if (history === undefined) return refused([`${folder} has no history.json and no history.csv.`]);
  if (more.length > 0) return refused([`${folder} has a history.json and a history.csv: leave one of them.`]);
  const lines = await linesOf(history, readFileSync(join(folder, history), 'utf8'));
  if (lines.kind === 'refused')
    return refused(lines.problem.map((said) => `${join(folder, history)}:${said}`));
  const sets = new Map<string, MemoryCases>();
  const problems: string[] = [];
  for (const name of names.filter((file) => file.endsWith('.json') && file !== history)) {
    const cases = readMemoryCases(readFileSync(join(folder, name), 'utf8'));
    if (cases.kind === 'ok') sets.set(name.replace(/\.json$/, ''), cases.value);
    const found = cases.kind === 'ok' ? misnamed(cases.value, lines.value) : cases.problem;
    problems.push(...found.map((said) => `${join(folder, name)}: ${said}`));
  }
  return problems.length > 0 ? refused(problems) : ok({ lines: lines.value, sets });
}

async function linesOf(name: string, text: string): Promise<Result<readonly PastLine[], readonly string[]>> {
  const read = readHistory(name, text);
  if (read.kind === 'refused') return refused([`${read.problem.line}: ${read.problem.message}`]);
  const empty = { pastLine: async () => null, pastVersions: async () => [], commits: async () => [] };
  const ground = { store: empty, redaction: createRedaction(VENDOR_SECRETS), now: systemClock.now() };
  const plan = await planImport(read.value, ground);
  if (plan.problems.length === 0) return ok(plan.writes);
  return refused(plan.problems.map(({ line, message }) => `${line}: ${message}`));
}

/** What the questions name and the history does not have, or has otherwise. */
function misnamed({ queries, repeats }: MemoryCases, lines: readonly PastLine[]): readonly string[] {
  const known = new Map(lines.map(({ key, past }) => [key, past]));
  const named = [...queries.flatMap(({ right }) => right), ...repeats.map((one) => one.repeats)];
  const unknown = named.filter((key) => !known.has(key)).map((key) => `The history has no ${key}.`);
  const unfailed = repeats.flatMap(({ repeats: key, idea }) => {
    const past = known.get(key) ?? null;
    if (past === null || wasInVain(past)) return [];
    return [`"${idea}" is to repeat ${key}, which did not fail (${past.outcome}): no warning is due.`];
  });
  return [...unknown, ...unfailed];
}
