import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { type Commit, fold } from '#domain/commit.ts';
import { RULES_VERSION } from '#domain/decision/decision-rules.ts';
import { summarize } from '#domain/summary.ts';
import { rebuildSummaries } from '#journal/rebuild.ts';
import { differencesOf, replay } from '#journal/replay.ts';
import { chain } from '#test/support/arbitraries.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { chainOf } from '#test/support/experiments.ts';

describe('replay', () => {
  it('decides every random history again byte for byte, also from what was written down', () => {
    fc.assert(
      fc.property(chain, (commits) => {
        const written: readonly Commit[] = JSON.parse(JSON.stringify(commits));
        expect(replay(commits)).toEqual([]);
        expect(replay(written)).toEqual([]);
      }),
    );
  });

  it('shows where a decision comes out otherwise, and goes on from what was recorded', () => {
    fc.assert(
      fc.property(chain, fc.nat(), (commits, at) => {
        const index = at % commits.length;
        const other = commits.map((commit, position) =>
          position === index
            ? { ...commit, effects: [...commit.effects, { kind: 'design' } as const] }
            : commit,
        );
        const [divergence, ...more] = replay(other);
        expect(more).toEqual([]);
        expect(divergence?.id).toBe(commits[index]?.id);
        expect(divergence?.differences).toEqual([
          `effects.${commits[index]?.effects.length}: {"kind":"design"} → nothing`,
        ]);
      }),
    );
  });

  it('shows a decision that is refused today', () => {
    const [divergence] = replay(chainOf('gate', [[{ kind: 'card' }, { kind: 'design' }], []]).slice(1));
    expect(divergence).toMatchObject({ id: 'gate:2', command: 'retryDesign' });
    expect(divergence?.differences[0]).toMatch(/^refused as unknown: /);
  });
});

describe('the verdicts of looks', () => {
  const stories = [EXAMPLES.decisionShip, EXAMPLES.decidedKill, EXAMPLES.droppedByPerson, EXAMPLES.harmed];
  const looksIn = (commits: readonly Commit[]) =>
    commits.flatMap(({ command }) => (command.name === 'recordLook' ? [command.snapshot] : []));

  it('are judged again from their snapshots, byte for byte', () => {
    for (const { commits } of stories) {
      const written: readonly Commit[] = JSON.parse(JSON.stringify(commits));
      expect(looksIn(written).every(({ verdict }) => verdict.rules === RULES_VERSION)).toBe(true);
      expect(replay(written)).toEqual([]);
    }
  });

  it('show if the rules say otherwise today, unless another version made them', () => {
    const { commits } = EXAMPLES.decisionShip;
    const withRule = (rules: number | undefined) =>
      commits.map((commit) => {
        if (commit.command.name !== 'recordLook') return commit;
        const { rules: _, ...verdict } = commit.command.snapshot.verdict;
        const judged = { ...verdict, rule: 'of-another-day', ...(rules === undefined ? {} : { rules }) };
        const snapshot = { ...commit.command.snapshot, verdict: judged };
        return { ...commit, command: { ...commit.command, snapshot } };
      });
    const verdicts = (all: readonly Commit[]) =>
      replay(all).flatMap(({ differences }) => differences.filter((text) => text.startsWith('verdict.')));
    const found = verdicts(withRule(RULES_VERSION));
    expect(found).toHaveLength(looksIn(commits).length);
    expect(found.at(-1)).toBe('verdict.rule: "of-another-day" → "proven-and-safe"');
    expect(verdicts(withRule(undefined))).toEqual([]);
  });
});

describe('differencesOf', () => {
  it.each([
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1, b: { c: [1, 2] } }, { a: 1, b: { c: [1, 3] } }, ['b.c.1: 2 → 3']],
    [{ a: 1 }, { b: 1 }, ['a: 1 → nothing', 'b: nothing → 1']],
    [{ a: [] }, { a: {} }, ['a: [] → {}']],
    [{ a: null }, { a: 'x' }, ['a: null → "x"']],
  ])('tells %j from %j', (left, right, expected) => {
    expect(differencesOf(left, right, '')).toEqual(expected);
  });
});

describe('rebuildSummaries', () => {
  it('makes the list that the journal gives, whatever lay there', async () => {
    const histories = fc.sample(chain, { numRuns: 5, seed: 3 });
    const store = await openSqliteStore(':memory:');
    const expected = [];
    for (const [index, commits] of histories.entries()) {
      const named = commits.map((commit) => ({
        ...commit,
        id: `e${index}:${commit.version}`,
        experiment: `e${index}`,
      }));
      for (const commit of named) await store.append(commit);
      const state = fold(named);
      if (state !== null) expected.push(summarize(state));
    }
    const [line] = expected;
    if (line === undefined) throw new Error('no history');
    await store.putSummary({ ...line, version: 9_999, title: 'Not what the journal says' });
    await store.putSummary({ ...line, key: 'ghost' });
    expect(await rebuildSummaries(store)).toBe(5);
    expect(await store.summaries({ limit: 99 })).toEqual(expected);
  });
});
