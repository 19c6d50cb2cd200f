import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Commit, firstBrokenLink, fold, GENESIS, sealCommit } from '#domain/commit.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

const { commits } = EXAMPLES.completed;
const [first] = commits;
if (first === undefined) throw new Error('the example has a journal');

/** The journal with one commit replaced. */
function changed(index: number, change: (commit: Commit) => Commit): readonly Commit[] {
  return commits.map((commit, at) => (at === index ? change(commit) : commit));
}

const anyIndex = fc.nat(commits.length - 1);

describe('the hash chain', () => {
  it('holds for every example', () => {
    for (const story of Object.values(EXAMPLES)) expect(firstBrokenLink(story.commits)).toBeNull();
  });

  it('begins at the genesis and names every commit by its version', () => {
    expect(first.previousHash).toBe(GENESIS);
    expect(commits.map(({ id }) => id)).toEqual(commits.map((_, at) => `send-the-mens-e-mail:${at + 1}`));
  });

  it('survives being written down', () => {
    const read: readonly Commit[] = JSON.parse(JSON.stringify(commits));
    expect(firstBrokenLink(read)).toBeNull();
    expect(fold(read)).toEqual(EXAMPLES.completed.experiment);
  });

  it('gives the same hash for the same content in another order of keys', () => {
    const { hash, ...body } = first;
    const turned = Object.fromEntries(Object.entries(body).toReversed());
    expect(firstBrokenLink([{ ...body, ...turned, hash }])).toBeNull();
  });

  it('breaks at the commit whose content was changed', () => {
    fc.assert(
      fc.property(anyIndex, (index) => {
        const bad = changed(index, (commit) => ({ ...commit, at: commit.at + 1 }));
        expect(firstBrokenLink(bad)).toMatchObject({
          id: commits[index]?.id,
          why: 'its content does not give its hash',
        });
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it('breaks after a commit that was sealed anew', () => {
    fc.assert(
      fc.property(fc.nat(commits.length - 2), (index) => {
        const previous = commits[index - 1] ?? null;
        const forged = changed(index, ({ experiment, command, events, effects }) =>
          sealCommit(experiment, previous, { ...command, at: command.at + 1 }, { events, effects }),
        );
        expect(firstBrokenLink(forged)).toMatchObject({
          id: commits[index + 1]?.id,
          why: 'does not follow the link before it',
        });
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it('breaks if a commit is missing or stands twice', () => {
    fc.assert(
      fc.property(fc.nat(commits.length - 2), (index) => {
        const missing = commits.filter((_, at) => at !== index);
        expect(firstBrokenLink(missing)?.why).toBe(`version ${index + 1} is missing`);
        const twice = commits.flatMap((commit, at) => (at === index ? [commit, commit] : [commit]));
        expect(firstBrokenLink(twice)?.why).toBe(`version ${index + 2} is missing`);
      }),
      { numRuns: 40, seed: 1 },
    );
  });
});
