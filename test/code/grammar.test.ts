import { afterEach, describe, expect, it, vi } from 'vitest';
import { Language } from 'web-tree-sitter';
import { parseFile } from '#code/parse.ts';

afterEach(() => vi.restoreAllMocks());

describe('a grammar that cannot be loaded', () => {
  it('is loaded when it is needed the next time', async () => {
    vi.spyOn(Language, 'load').mockRejectedValueOnce(new Error('EMFILE: too many open files'));
    await expect(parseFile('lib/hero.ex', 'x = 1')).rejects.toThrow('EMFILE');
    expect((await parseFile('lib/hero.ex', 'x = 1'))?.errors).toEqual([]);
  });
});
