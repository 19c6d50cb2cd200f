import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { type RunningSandbox, runSandbox, SANDBOX_START } from '#sandbox/run-sandbox.ts';
import { silentLogger } from '#shared/logger.ts';
import { percentile } from '#tools/bench-load/figures.ts';
import { CHANNELS, fillStore } from './fill.ts';

/** How long an act took, milliseconds: the first time, and the percentiles of those after it. */
export interface Measured {
  readonly first: number;
  readonly p50: number;
  readonly p99: number;
}

/** Works in a sandbox whose store, in a file, has so many experiments in channels that all its people can read. */
export async function onFilledStore<Result>(
  size: number,
  work: (running: RunningSandbox) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-filled-'));
  const file = join(folder, 'store.sqlite');
  try {
    const store = await openSqliteStore(file);
    await fillStore(store, size, SANDBOX_START);
    await store.close();
    const running = await runSandbox({ log: silentLogger, databaseFile: file });
    try {
      openChannels(running);
      return await work(running);
    } finally {
      await running.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function openChannels({ sandbox: { slack } }: RunningSandbox): void {
  const state = slack.snapshot();
  for (const id of CHANNELS) {
    state.channels[id] = {
      ...{ id, name: id.toLowerCase(), isPrivate: false, isArchived: false, user: null },
      members: Object.keys(state.users),
    };
  }
  slack.restore(state);
}

/** Times an act once, and then `samples` times. */
export async function timed(samples: number, act: () => Promise<unknown>): Promise<Measured> {
  const took: number[] = [];
  for (let sample = 0; sample <= samples; sample += 1) {
    const begun = performance.now();
    await act();
    took.push(performance.now() - begun);
  }
  const [first = 0, ...rest] = took;
  return { first, p50: percentile(rest, 0.5), p99: percentile(rest, 0.99) };
}

/** What was measured, in words. */
export function measuredWords({ first, p50, p99 }: Measured): string {
  return `first ${first.toFixed(0)} ms, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
}
