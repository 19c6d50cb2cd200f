import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'count-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(name: string, passed: number, failed: number, brokenFiles = 0): string {
  const path = join(folder, name);
  const broken = Array.from({ length: brokenFiles }, () => ({ status: 'failed', assertionResults: [] }));
  const figures = { numPassedTests: passed, numFailedTests: failed, numPendingTests: 1 };
  writeFileSync(path, JSON.stringify({ ...figures, testResults: broken }));
  return path;
}

function count(...args: readonly string[]) {
  const run = spawnSync(process.execPath, ['tools/count-tests.ts', ...args], { encoding: 'utf8' });
  return [run.status, run.stdout];
}

describe('the count of the tests', () => {
  it('adds several reports up', () => {
    expect(count(report('a', 5, 0), report('b', 2, 0))).toEqual([0, '7 passed, 0 failed, 2 skipped\n']);
  });

  it('counts failed tests, files that could not run, failed steps and a missing report as failed', () => {
    const args = ['--failed-steps', '2', report('a', 5, 1, 1), join(folder, 'none')];
    expect(count(...args)).toEqual([1, '5 passed, 5 failed, 1 skipped\n']);
  });
});
