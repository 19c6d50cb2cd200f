import { describe, expect, it } from 'vitest';
import type { Commit } from '#domain/commit.ts';
import { replay } from '#journal/replay.ts';
import { readKeptJournal } from '#tools/journal/kept-journal.ts';

/**
 * Four experiments of `npm run simulate:system` at commit 4d3aae7: a lift that ships, harm that takes a treatment out, one in which
 * nothing changes, a broken split.
 */
const { commits } = readKeptJournal('test/fixtures/system-journal');
const chains = Map.groupBy(commits, ({ experiment }) => experiment);
const looks = commits.flatMap(({ command }) => (command.name === 'recordLook' ? [command.snapshot] : []));

describe('the kept journal of simulated experiments', () => {
  it('holds looks and watches of every kind of end', () => {
    expect([chains.size, looks.length > 100]).toEqual([4, true]);
    const recommended = new Set(looks.map(({ verdict }) => verdict.recommendation));
    expect([...recommended].toSorted()).toEqual(
      expect.arrayContaining(['do-not-read', 'drop-variant', 'end-without-winner', 'keep-running', 'ship']),
    );
  });

  it('gives every decision and every verdict again, byte for byte', () => {
    expect([...chains.values()].flatMap((chain) => replay(chain))).toEqual([]);
  });

  it('shows a verdict that was changed afterwards, by its place', () => {
    const chain = [...chains.values()].find((one) => one.some(isShipped)) ?? [];
    const differences = replay(chain.map(forged)).flatMap((one) => one.differences);
    expect(differences).toContain('verdict.rule: "nothing-proven" → "proven-and-safe"');
  });
});

function isShipped({ command }: Commit): boolean {
  return command.name === 'recordLook' && command.snapshot.verdict.recommendation === 'ship';
}

function forged(commit: Commit): Commit {
  if (commit.command.name !== 'recordLook' || !isShipped(commit)) return commit;
  const { snapshot } = commit.command;
  const verdict = { ...snapshot.verdict, rule: 'nothing-proven' };
  return { ...commit, command: { ...commit.command, snapshot: { ...snapshot, verdict } } };
}
