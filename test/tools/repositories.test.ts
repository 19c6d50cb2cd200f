import { describe, expect, it } from 'vitest';
import { applyEdits, filesAfter, readEdits } from '#tools/repositories/edit-blocks.ts';
import { readRepository, repositoryNames } from '#tools/repositories/made-up-repository.ts';
import { livesByEdits } from '#tools/repositories/play-edits.ts';
import { tracesLeft } from '#tools/repositories/traces.ts';

describe('a file of edits', () => {
  const FILES = { 'a.txt': 'one\ntwo\nthree\n', 'b.txt': 'b\n' };
  const edited = (text: string) => filesAfter(FILES, applyEdits(FILES, readEdits(text)));

  it('replaces, adds and deletes', () => {
    const text =
      '=== edit a.txt\n--- search\ntwo\n--- replace\n--- end\n=== new c/d.txt\nd\n=== delete b.txt\n';
    expect(edited(text)).toEqual({ 'a.txt': 'one\nthree\n', 'c/d.txt': 'd\n' });
  });

  it.each([
    ['a block that does not match', '=== edit a.txt\n--- search\nfour\n--- replace\n--- end\n'],
    ['a block that matches twice', '=== edit a.txt\n--- search\ne\n--- replace\n--- end\n'],
    ['a file that is not there', '=== delete c.txt\n'],
    ['a new file that is there', '=== new a.txt\n'],
    ['a line without a place', 'one\n'],
  ])('is refused for %s', (_, text) => {
    expect(() => edited(text)).toThrow();
  });
});

describe('the made-up repositories', () => {
  it('are six, in six languages', async () => {
    const all = await Promise.all(repositoryNames().map(readRepository));
    expect(new Set(all.map(({ language }) => language)).size).toBe(6);
  });

  it.each(repositoryNames())(
    '%s: the edits of its author fit, and no clean-up leaves a trace',
    async (name) => {
      const repository = await readRepository(name);
      const { before, flagged, shipped, killed } = livesByEdits(repository);
      expect(Object.keys(before).length).toBeGreaterThanOrEqual(8);
      expect(tracesLeft(repository, before, 'kill')).toEqual([]);
      expect(tracesLeft(repository, flagged, 'kill').length).toBeGreaterThan(1);
      expect(tracesLeft(repository, shipped, 'ship')).toEqual([]);
      expect(tracesLeft(repository, killed, 'kill')).toEqual([]);
    },
  );
});
