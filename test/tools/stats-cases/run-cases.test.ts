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

  it('says so when the folder cannot be read', async () => {
    expect((await run(join(folder, 'missing'))).code).toBe(2);
    write('broken.json', '[{');
    expect((await run(folder)).code).toBe(2);
    expect((await run()).code).toBe(2);
  });
});
