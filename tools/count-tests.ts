import { readFileSync } from 'node:fs';
import { readArguments, refuseArguments, say } from './command-line.ts';

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

const USAGE = 'usage: node tools/count-tests.ts <report.json>…';

/** Tests that failed, and files that could not run: those count as one failed test each. */
function failedIn({ numFailedTests, testResults }: Report): number {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return numFailedTests + broken.length;
}

/** Prints `N passed, N failed, N skipped` over one or more JSON reports of vitest; 1 if a test failed or none passed. */
function main(): number {
  const given = readArguments({ allowPositionals: true });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { positionals } = given.value;
  if (positionals.length === 0) return refuseArguments('No report is named.', USAGE);
  const reports = positionals.map((path): Report => JSON.parse(readFileSync(path, 'utf8')));
  const sum = (of: (report: Report) => number) => reports.reduce((total, report) => total + of(report), 0);
  const passed = sum(({ numPassedTests }) => numPassedTests);
  const failed = sum(failedIn);
  say(`${passed} passed, ${failed} failed, ${sum(({ numPendingTests }) => numPendingTests)} skipped`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

process.exitCode = main();
