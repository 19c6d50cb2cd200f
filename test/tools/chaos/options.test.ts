import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { readOptions } from '#tools/chaos/options.ts';
import { addTally, countFault, describeTally, neverMet, newTally } from '#tools/chaos/tally.ts';

describe('the options of npm run chaos', () => {
  it('are read', () => {
    expect(readOptions([], 8)).toEqual({
      kind: 'ok',
      value: {
        ...{ schedules: 1_000, seed: 1, store: null, threads: 4, compare: null },
        ...{ storeFails: true, trace: false, traces: 'data/chaos' },
      },
    });
    const args =
      '--schedules 7 --seed 0 --threads 3 --compare 4 --no-store-fails --trace --traces kept --store mongodb://host'.split(
        ' ',
      );
    expect(readOptions(args, 8)).toEqual({
      kind: 'ok',
      value: {
        ...{ schedules: 7, seed: 0, store: 'mongodb://host', threads: 3, compare: 4 },
        ...{ storeFails: false, trace: true, traces: 'kept' },
      },
    });
  });

  it.each([
    ['--schedules', '0'],
    ['--schedules', 'abc'],
    ['--schedules', '1.5'],
    ['--schedules', ''],
    ['--schedules', '1e3'],
    ['--threads', '0'],
    ['--threads', 'two'],
    ['--compare', '1'],
    ['--compare', 'x'],
    ['--seed', 'x'],
    ['--seed=-1', '--trace'],
    ['--schedule', '5'],
    ['--no-seed', '--trace'],
    ['5', '6'],
  ])('are refused as %s %s', (...args) => {
    expect(readOptions(args, 2).kind).toBe('refused');
  });

  it('end the tool with its usage and 2 if nothing could be played', () => {
    const run = spawnSync(process.execPath, ['tools/chaos.ts', '--schedules', '0'], { encoding: 'utf8' });
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toContain('usage: npm run chaos');
  });
});

describe('a tally', () => {
  it('says what a run never met', () => {
    const tally = newTally();
    expect(neverMet(tally, false)).toHaveLength(7);
    expect(neverMet(tally, true)).toHaveLength(10);
    addTally(tally, { ...newTally(), killed: 1, copies: 2, retried: 3, races: 4, foreign: 1, rolesTaken: 1 });
    expect(neverMet(tally, false)).toEqual(['no vendor met a fault']);
    countFault(tally, 'cut');
    expect(neverMet(tally, true)).toEqual([
      'no call of the store failed',
      'no write met a locked store',
      'no write met a full disk',
    ]);
    addTally(tally, { ...newTally(), storeFaults: 1, lockedOut: 1, diskFull: 1 });
    expect(neverMet(tally, true)).toEqual([]);
  });

  it('is told in one line', () => {
    const tally = newTally();
    countFault(tally, 'silence');
    countFault(tally, 'cut', 2);
    addTally(tally, { ...newTally(), killed: 1, faults: { cut: 1 } });
    expect(describeTally(tally)).toMatch(
      /^met: 1 processes killed and 0 stopped; 4 faults of vendors \(cut 3, silence 1\); /,
    );
    expect(describeTally(tally)).not.toContain('\n');
  });
});
