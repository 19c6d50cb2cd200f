import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { percentile } from '#tools/bench-load/figures.ts';
import { mustBeTaken } from '#tools/bench-load/interactions.ts';
import { readOptions } from '#tools/bench-load/options.ts';

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

  it('refuses what it cannot measure', () => {
    expect(readOptions(['--only', 'sweep,tea']).kind).toBe('refused');
    expect(readOptions(['--rate', '0']).kind).toBe('refused');
    expect(readOptions(['--only', 'appends'])).toMatchObject({
      kind: 'ok',
      value: { sections: ['appends'], rate: 200, seconds: 30, experiments: 10_000 },
    });
  });

  it('counts acts that were taken alone, and a list that is one', () => {
    const hit = (kind: string, answer: string, status = 200) => ({ kind, answer, status, latencyMs: 1 });
    const said = (text: string) =>
      JSON.stringify({ response_type: 'ephemeral', text, blocks: [{ type: 'section' }] });
    const taken = [hit('list', said('12 experiments')), hit('list', ''), hit('press that commits', '')];
    expect(mustBeTaken(taken)).toBe(taken);
    for (const odd of [
      hit('list', '', 500),
      hit('list', said('This takes longer than usual.')),
      hit('list', 'ok'),
      hit('form that commits', said('12 experiments')),
    ]) {
      expect(() => mustBeTaken([...taken, odd])).toThrow(`a ${odd.kind} was answered ${odd.status}`);
    }
  });

  it('takes percentiles by the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 95, 99, 100]);
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
  });
});
