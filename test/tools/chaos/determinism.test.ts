import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { playSeed } from '#tools/chaos/play-seed.ts';
import { runSchedules } from '#tools/chaos/run-schedules.ts';

const traces = mkdtempSync(join(tmpdir(), 'chaos-'));
afterAll(() => rmSync(traces, { recursive: true }));

const SEED = 2;
const GIVEN = { uri: null, storeFails: true, traces };

/** What the schedules of these seeds came to, side by side on so many threads. */
async function fingerprints(seeds: readonly number[], threads: number): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  const onPlayed = (played: { readonly seed: number; readonly fingerprint: string }) =>
    found.set(played.seed, played.fingerprint);
  await runSchedules({ ...GIVEN, seeds, threads, onPlayed });
  return found;
}

describe('a schedule', () => {
  it('goes the same way, step by step, alone and beside others', { timeout: 120_000 }, async () => {
    const { fingerprint } = await playSeed({ ...GIVEN, seed: SEED });
    const others = await fingerprints([SEED, SEED + 1], 2);
    expect(others.get(SEED)).toBe(fingerprint);
    expect(others.get(SEED + 1)).not.toBe(fingerprint);
  });
});
