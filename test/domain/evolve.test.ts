import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Commit, fold } from '#domain/commit.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import { evolve } from '#domain/evolve.ts';
import { summarize } from '#domain/summary.ts';
import { chain } from '#test/support/arbitraries.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

const events = chain.map((commits) => commits.flatMap((commit) => commit.events));

describe('evolve', () => {
  it('takes every event on every state, fitting or not, and numbers the state', () => {
    fc.assert(
      fc.property(chain, events, (commits, strange) => {
        const state = fold(commits);
        for (const event of strange) {
          const after = evolve(state, event, { key: 'gate', version: 99, at: 1 });
          expect(after?.version).toBe(99);
        }
      }),
    );
  });

  it.each(['fromALaterVersion', 'toString'])('leaves the state as it is for a stored %s', (type) => {
    const { experiment } = EXAMPLES.running;
    // A journal of a later version is read from disk, so no type says what it holds.
    const event: ExperimentEvent = JSON.parse(JSON.stringify({ type }));
    const after = evolve(experiment, event, { key: experiment.key, version: 99, at: 1 });
    expect(after).toEqual({ ...experiment, version: 99 });
  });

  it('gives nothing for any event before a proposal', () => {
    fc.assert(
      fc.property(events, (strange) => {
        for (const event of strange) {
          const born = evolve(null, event, { key: 'gate', version: 1, at: 1 });
          expect(born === null).toBe(event.type !== 'proposed');
        }
      }),
    );
  });
});

describe('fold', () => {
  it('gives the same state at once, in two halves, and from what was written down', () => {
    fc.assert(
      fc.property(chain, fc.nat(), (commits, cut) => {
        const half = cut % (commits.length + 1);
        const whole = fold(commits);
        expect(fold(commits.slice(half), fold(commits.slice(0, half)))).toEqual(whole);
        const written: readonly Commit[] = JSON.parse(JSON.stringify(commits));
        expect(fold(written)).toEqual(whole);
        expect(whole?.version).toBe(commits.length);
      }),
    );
  });

  it('gives nothing for no commits', () => {
    expect(fold([])).toBeNull();
  });
});

describe('summarize', () => {
  it('names the pull requests that are not merged yet', () => {
    fc.assert(
      fc.property(chain, (commits) => {
        const state = fold(commits);
        if (state === null) throw new Error('a chain begins with a proposal');
        const summary = summarize(state);
        expect(summary).toMatchObject({ key: 'gate', version: commits.length, status: state.status });
        const open = [state.code?.pullRequest, state.cleanUp?.pullRequest].filter(
          (record) => record?.mergedAt === null,
        );
        expect(summary.openPullRequests).toEqual(open.map((record) => record?.number));
      }),
    );
  });
});
