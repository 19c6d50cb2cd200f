/**
 * `npm run import -- history.json`: puts past experiments that another tool ran into the store (JSON or CSV, see
 * docs/operations.md). All lines are checked before the first is written, and nothing is written if one is wrong, unless `--skip-bad`
 * leaves the wrong ones out. The same file again changes nothing; a changed line replaces what was imported under its key.
 * `--replace` also removes what was imported before and is not in the file; `--check` writes nothing. Exit code 1: a line is wrong; 2: the
 * arguments, the file or the store cannot be used.
 */
import { readFileSync } from 'node:fs';
import { createRedaction } from '#agents/redaction.ts';
import { VENDOR_SECRETS } from '#app/vendors.ts';
import { type ImportPlan, planImport } from '#features/import-past/plan-import.ts';
import { readHistory } from '#features/import-past/read-history.ts';
import type { Store } from '#ports/store.ts';
import { systemClock } from '#shared/clock.ts';
import { toAppError } from '#shared/errors.ts';
import type { RawRecord } from '#shared/records/raw-record.ts';
import { readArguments, refuseArguments, say } from './command-line.ts';
import { storeAddress } from './journal/open-store.ts';
import { openAddress, parseAddress } from './move/open-address.ts';

const USAGE =
  'usage: npm run import -- <history.json or history.csv> [--store <path or mongodb://…>] [--check] [--skip-bad] [--replace]';

const flag = { type: 'boolean', default: false } as const;
const OPTIONS = { store: { type: 'string' }, check: flag, replace: flag, 'skip-bad': flag } as const;

async function main(): Promise<number> {
  const given = readArguments({ options: OPTIONS, allowPositionals: true });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { values, positionals } = given.value;
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) return refuseArguments('Name one file.', USAGE);
  try {
    const read = readHistory(path, textOf(path));
    if (read.kind === 'refused') {
      process.stderr.write(
        `${path}:${read.problem.line}: ${read.problem.message}\nimport: nothing was written\n`,
      );
      return 1;
    }
    const store = await openAddress(parseAddress(storeAddress(values.store)), true);
    try {
      return await importInto(store, path, read.value, values);
    } finally {
      await store.close();
    }
  } catch (thrown) {
    process.stderr.write(`${toAppError(thrown).message}\n`);
    return 2;
  }
}

interface Wishes {
  readonly check: boolean;
  readonly replace: boolean;
  readonly 'skip-bad': boolean;
}

async function importInto(
  store: Store,
  path: string,
  records: readonly RawRecord[],
  { check, replace, 'skip-bad': skips }: Wishes,
): Promise<number> {
  const redaction = createRedaction(VENDOR_SECRETS);
  const plan = await planImport(records, { store, redaction, now: systemClock.now() });
  for (const { line, message } of [...plan.problems, ...plan.masked].sort((a, b) => a.line - b.line)) {
    process.stderr.write(`${path}:${line}: ${message}\n`);
  }
  if (plan.problems.length > 0 && !skips) {
    process.stderr.write('import: nothing was written; mend these lines, or leave them out by --skip-bad\n');
    return 1;
  }
  const removed = replace ? plan.missing : [];
  if (!check) {
    for (const line of plan.writes) await store.putPast(line);
    for (const line of removed) await store.removePast(line);
  }
  say(
    `import: ${countWords(plan, removed.length)}${check ? '; nothing was written, because of --check' : ''}`,
  );
  return 0;
}

function countWords({ added, changed, unchanged, problems }: ImportPlan, removed: number): string {
  const left = new Set(problems.map(({ line }) => line)).size;
  return `${added} new, ${changed} changed, ${unchanged} as before, ${removed} removed, ${left} left out`;
}

/** Throws what the file system says, which names the file. */
function textOf(path: string): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
}

process.exitCode = await main();
