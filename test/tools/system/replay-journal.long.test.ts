import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import type { Commit } from '#domain/commit.ts';
import { everyExperiment } from '#journal/every-experiment.ts';
import { replay } from '#journal/replay.ts';
import { drawExperiments } from '#tools/system/draw-experiments.ts';
import { playChunk } from '#tools/system/play-chunk.ts';

const folder = mkdtempSync(join(tmpdir(), 'system-journal-'));
const chains: Commit[][] = [];

beforeAll(async () => {
  const all = drawExperiments(200, 1);
  const numbers = ['sized lift', 'harmful guardrail', 'broken split'].map(
    (truth) => all.find((spec) => spec.truth === truth)?.number ?? 0,
  );
  const databaseFile = join(folder, 'journal.sqlite');
  for (const { played } of await playChunk({ seed: 1, count: 200, numbers, databaseFile })) {
    if (typeof played === 'string') throw new Error(played);
  }
  const store = await openSqliteStore(databaseFile);
  for await (const key of everyExperiment(store)) chains.push([...(await store.commits(key))]);
  await store.close();
}, 900_000);
afterAll(() => rmSync(folder, { recursive: true }));

function looksOf(chain: readonly Commit[]) {
  return chain.flatMap(({ command }) => (command.name === 'recordLook' ? [command.snapshot] : []));
}

describe('a long journal of simulated experiments', () => {
  it('gives every decision and every verdict again, byte for byte', () => {
    expect(chains).toHaveLength(3);
    // Two weeks of looks and watches at least, but for the experiment that harm stopped.
    expect(chains.flatMap(looksOf).length).toBeGreaterThan(40);
    expect(chains.flatMap((chain) => replay(chain))).toEqual([]);
  });

  it('shows a verdict that was changed afterwards, by its place', () => {
    const chain = chains.find((commits) =>
      looksOf(commits).some(({ verdict }) => verdict.recommendation === 'ship'),
    );
    const forged = chain?.map((commit): Commit => {
      if (commit.command.name !== 'recordLook') return commit;
      const { snapshot } = commit.command;
      if (snapshot.verdict.recommendation !== 'ship') return commit;
      const verdict = { ...snapshot.verdict, rule: 'nothing-proven' };
      return { ...commit, command: { ...commit.command, snapshot: { ...snapshot, verdict } } };
    });
    const differences = replay(forged ?? []).flatMap((one) => one.differences);
    expect(differences).toContain('verdict.rule: "nothing-proven" → "proven-and-safe"');
  });
});
