import { existsSync, readFileSync } from 'node:fs';
import { readArguments, refuseArguments, say, wholeNumber } from './command-line.ts';

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

const USAGE = 'usage: node tools/count-tests.ts [--failed-steps <number>] <report.json>…';

/** Tests that failed, and files that could not run: those count as one failed test each. */
function failedIn({ numFailedTests, testResults }: Report): number {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return numFailedTests + broken.length;
}

/**
 * Prints `N passed, N failed, N skipped` over one or more JSON reports of vitest. Every failed step beside the tests
 * counts as one that failed, and so does a report that is not there. Exit code 1 if anything failed or nothing passed.
 */
function main(): number {
  const given = readArguments({
    options: { 'failed-steps': { type: 'string', default: '0' } },
    allowPositionals: true,
  });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { values, positionals } = given.value;
  const failedSteps = wholeNumber(values['failed-steps']);
  if (failedSteps === null) return refuseArguments('--failed-steps must be a whole number', USAGE);
  if (positionals.length === 0) return refuseArguments('No report is named.', USAGE);
  const reports = positionals.map(reportIn);
  const sum = (of: (report: Report) => number) => reports.reduce((total, report) => total + of(report), 0);
  const passed = sum(({ numPassedTests }) => numPassedTests);
  const failed = sum(failedIn) + failedSteps;
  say(`${passed} passed, ${failed} failed, ${sum(({ numPendingTests }) => numPendingTests)} skipped`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** The report in a file; of a run that could not write one, as of one failed test. */
function reportIn(path: string): Report {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (text !== '') return JSON.parse(text);
  return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, testResults: [] };
}

process.exitCode = main();
