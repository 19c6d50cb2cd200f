import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const ARGUMENTS = ['--seconds', '1', '--slice', '1', '--rate', '16', '--experiments', '20', '--appends', '5'];

/** Every row of the table, whatever its figures. */
const ROWS = [
  'acknowledgement, bare Bolt app, p50 / p95 / p99',
  'acknowledgement, bare Bolt app with raw inserts, p50 / p95 / p99',
  'acknowledgement, the bot, p50 / p95 / p99',
  'p99, the bot / bare: all acts',
  'p99, the bot / bare: form that commits',
  'p99, the bot / bare with inserts: all acts',
  'processor time per act: bare / with inserts / bot',
  'effects went on after a slice for',
  'memory of the bot (RSS) at the end',
  '20 running experiments swept once by the jobs, beside 2',
  'every one due: total time',
  'every one due: against a tenth',
  'one in 24 due (as in every hour): total time',
  'none due: total time',
  'memory at 2, RSS at most / heap in use after',
  'memory at 20, RSS at most / heap in use after',
  'one writer: store.append',
  'one writer: raw insert',
  '32 writers at once: append / raw (median of pairs)',
];

describe('bench:load', () => {
  it('comes to its end and prints every row, at a small size', async () => {
    const env = { ...process.env, MONGODB_URI: '' };
    const { stdout } = await run(process.execPath, ['tools/bench-load.ts', ...ARGUMENTS], { env });
    for (const row of ROWS) expect(stdout).toContain(row);
    expect(stdout).not.toContain('NaN');
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^bench:load: p99 .*; 20 experiments .*; appends at /,
    );
  });
});
