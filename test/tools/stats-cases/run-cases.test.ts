import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const RUNNER = fileURLToPath(new URL('../../../tools/stats-cases/run.ts', import.meta.url));
const right = {
  id: 'right',
  fn: 'normal.cdf',
  input: { x: 0 },
  expected: { value: 0.5 },
  tol: { rel: 1e-9, abs: 0 },
};

type Ending = { readonly code: number; readonly lines: readonly string[] };

describe('the case runner', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stats-cases-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(name: string, content: unknown): void {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }

  function run(...args: string[]): Promise<Ending> {
    return new Promise((resolve) => {
      execFile(process.execPath, [RUNNER, ...args], (fault, stdout) => {
        const code = typeof fault?.code === 'number' ? fault.code : 0;
        resolve({ code, lines: stdout.trimEnd().split('\n') });
      });
    });
  }

  it('passes right answers in arrays and in `checks`, and skips everything else', async () => {
    write('array.json', [right, { ...right, id: 'again' }]);
    write('object.json', { facts: 'none', checks: [right] });
    write('facts.json', { facts: [1, 2, 3] });
    write('notes.md', 'not JSON');
    expect(await run(folder)).toEqual({ code: 0, lines: ['cases: 3 passed, 0 failed'] });
  });

  it('counts a wrong number, an unknown function and a missing refusal as failed', async () => {
    write('cases.json', [
      right,
      { ...right, id: 'wrong', expected: { value: 0.5000001 } },
      { ...right, id: 'unknown', fn: 'normal.nothing' },
      { ...right, id: 'inherited', fn: 'toString' },
      { ...right, id: 'refusal', expected: { error: 'invalid_input' } },
    ]);
    const { code, lines } = await run(folder);
    expect(code).toBe(1);
    expect(lines).toHaveLength(5);
    expect(lines[0]).toContain('cases.json wrong normal.cdf: value: want 0.5000001, got 0.5');
    expect(lines[1]).toContain('unknown function');
    expect(lines.at(-1)).toBe('cases: 1 passed, 4 failed');
  });

  it('counts broken input as failed, not as a crash', async () => {
    write('cases.json', [
      { id: 'empty', fn: 'welch.t', expected: { diff: 1 } },
      { id: 'word', fn: 'welch.t', input: { alternative: 'sideways' }, expected: { diff: 1 } },
      42,
    ]);
    const { code, lines } = await run(folder);
    expect(code).toBe(1);
    expect(lines.at(-1)).toBe('cases: 0 passed, 3 failed');
    expect(lines[1]).toContain('threw alternative is none of');
  });

  it('counts an input that a case names and the runner does not read as failed', async () => {
    const size = { variance: 4, margin: 0.1, trueDiff: 0.05, alpha: 0.025, power: 0.8 };
    const fieldsOf = (line: string | undefined) => line?.match(/[\w.[\]]+(?=: the runner does not read)/g);
    const arm = { n: 100, mean: 1, variance: 2, sd: 1.4 };
    write('cases.json', [
      { ...right, id: 'stray', input: { x: 0, lowerTail: false } },
      {
        id: 'nested',
        fn: 'postStrat.diff',
        input: { strata: [{ control: arm, treatment: { ...arm, mean: 3 }, weight: 1 }] },
        expected: { diff: 2 },
      },
      { id: 'honoured', fn: 'sampleSize.nonInferiority', input: size, expected: { nPerArm: 2791 } },
    ]);
    const { code, lines } = await run(folder);
    expect(code).toBe(1);
    expect(fieldsOf(lines[0])).toEqual(['lowerTail']);
    expect(fieldsOf(lines[1])).toEqual([
      'strata[0].control.sd',
      'strata[0].treatment.sd',
      'strata[0].weight',
    ]);
    expect(lines.at(-1)).toBe('cases: 1 passed, 2 failed');
  });

  it('plans with the true difference and the method that a case names', async () => {
    const rates = { metric: 'proportion', p1: 0.1, p2: 0.12, arms: 2, alpha: 0.05, power: 0.8 };
    const size = { variance: 4, margin: 0.1, alpha: 0.025, power: 0.8 };
    // The two-arm sizes are those of power.json; (0.1 / 0.15)² of the size without a true difference.
    write('cases.json', [
      { id: 'unpooled', fn: 'sampleSize.multiArm', input: rates, expected: { nPerArm: 3839 } },
      {
        id: 'pooled',
        fn: 'sampleSize.multiArm',
        input: { ...rates, method: 'pooled' },
        expected: { nPerArm: 3841 },
      },
      {
        id: 'arcsine',
        fn: 'sampleSize.multiArm',
        input: { ...rates, method: 'arcsine' },
        expected: { nPerArm: 3835 },
      },
      {
        id: 'gain',
        fn: 'sampleSize.nonInferiority',
        input: { ...size, trueDiff: 0.05 },
        expected: { nPerArm: 2791 },
      },
      {
        id: 'loss',
        fn: 'sampleSize.nonInferiority',
        input: { ...size, trueDiff: -0.1 },
        expected: { error: 'unreachable' },
      },
    ]);
    expect(await run(folder)).toEqual({ code: 0, lines: ['cases: 5 passed, 0 failed'] });
  });

  it('says so when the folder cannot be read', async () => {
    expect((await run(join(folder, 'missing'))).code).toBe(2);
    write('broken.json', '[{');
    expect((await run(folder)).code).toBe(2);
    expect((await run()).code).toBe(2);
  });
});
