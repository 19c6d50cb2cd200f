import { afterEach, describe, expect, it, vi } from 'vitest';
import { Language } from 'web-tree-sitter';

afterEach(() => vi.restoreAllMocks());

describe('a grammar that cannot be loaded', () => {
  it('is loaded when it is needed the next time', async () => {
    // Other tests may have loaded the grammar before.
    vi.resetModules();
    const { parserOf } = await import('#code/grammar.ts');
    vi.spyOn(Language, 'load').mockRejectedValueOnce(new Error('EMFILE: too many open files'));
    await expect(parserOf('elixir')).rejects.toThrow('EMFILE');
    expect((await parserOf('elixir')).parse('x = 1')?.rootNode.hasError).toBe(false);
  });
});
