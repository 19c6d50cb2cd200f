import { describe, expect, it } from 'vitest';
import { postHogFault } from '#adapters/posthog/fault-kinds.ts';
import type { Command } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { walkReadings } from '#features/walk-readings.ts';
import { HOUR } from '#shared/clock.ts';
import type { AppError } from '#shared/errors.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { readableLog } from '#test/support/experiments-bench.ts';

const running = EXAMPLES.running.experiment;
const failed = EXAMPLES.lookUnread.experiment;
/** It fails for what it asks, so that each try burdens the source. */
const heavy: Experiment = {
  ...failed,
  looks: {
    ...failed.looks,
    faults: {
      look: {
        since: 0,
        toldAt: null,
        mayPass: false,
        code: '',
        detail: '',
        ...failed.looks.faults?.look,
        rarely: true,
      },
    },
  },
};
const since = failed.looks.faults?.look?.since ?? 0;
const wait = postHogFault('rate-limited', 'wait', { retryAfterMs: HOUR });

/** One run over experiments; what was read, and what the journals were told. */
async function run(
  experiments: Readonly<Record<string, Experiment>>,
  now: number,
  faults: Readonly<Record<string, AppError>> = {},
) {
  const lines = Object.keys(experiments).map((key) => ({ key }) as ExperimentSummary);
  const read: string[] = [];
  const told: string[] = [];
  const needs = {
    store: { summaries: async () => lines },
    log: readableLog().log,
    clock: { now: () => now },
    load: async (key: string) => experiments[key] ?? null,
    execute: async (key: string, command: Command) => {
      const rarely = command.name === 'recordReadingFault' && command.rarely === true ? ' rarely' : '';
      told.push(`${key} ${command.name}${rarely}`);
      return { kind: 'refused', problem: { code: 'already-done', message: '' } };
    },
  };
  const walk = {
    ...{ job: 'sweep', task: 'look', isDue: () => true, since: () => 0, size: 2 },
    work: async (group: readonly ExperimentSummary[]) => {
      read.push(...group.map(({ key }) => key));
      return group.map(({ key }) => faults[key] ?? 'read');
    },
  };
  const outcome: unknown = await Reflect.apply(walkReadings, null, [needs, walk]).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { read, told, outcome };
}

describe('a walk that reads the metrics source', () => {
  it('tells the journal of each that fails, and of those that are left out', async () => {
    const all = { a: running, b: running, c: running, d: running, e: running };
    const { read, told, outcome } = await run(all, since, { b: wait });
    expect(read).toEqual(['a', 'b']);
    expect(told).toEqual(['b', 'c', 'd', 'e'].map((key) => `${key} recordReadingFault`));
    expect(outcome).toMatchObject({ code: 'job.partly-failed' });
  });

  it('tells the journal that a question is too much for the source', async () => {
    const { told } = await run({ a: running }, since, { a: postHogFault('query-too-slow', 'too slow') });
    expect(told).toEqual(['a recordReadingFault rarely']);
  });

  it('tells the journal that a reading works again, and no other', async () => {
    const { told } = await run({ a: running, b: failed }, since + HOUR);
    expect(told).toEqual(['b recordReadingRecovery']);
  });

  it('leaves out what burdens the source in vain until its turn comes', async () => {
    const { read, told, outcome } = await run({ a: running, b: heavy }, since + 3 * HOUR);
    expect([read, told, outcome]).toEqual([['a'], [], null]);
    expect((await run({ a: heavy }, since + 3 * HOUR)).read).toEqual([]);
    expect((await run({ a: heavy }, since + 4 * HOUR)).read).toEqual(['a']);
  });
});
