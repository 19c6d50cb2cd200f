import { readFileSync } from 'node:fs';

/** Prints `N passed, N failed, N skipped` from vitest's JSON report. Files that could not run count as failed. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

const path = process.argv[2];
if (path === undefined) throw new Error('usage: node tools/count-tests.ts <report.json>');
const report: Report = JSON.parse(readFileSync(path, 'utf8'));
const broken = report.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
);
const failed = report.numFailedTests + broken.length;
process.stdout.write(
  `${report.numPassedTests} passed, ${failed} failed, ${report.numPendingTests} skipped\n`,
);
process.exitCode = failed === 0 && report.numPassedTests > 0 ? 0 : 1;
