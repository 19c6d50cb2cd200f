import { describe, expect, it } from 'vitest';
import { fileKind, namedFile, variantPath } from '#domain/design/tested-file.ts';

describe('the file that an idea names', () => {
  it.each([
    ['Try a shorter prompt in prompts/support.md', 'prompts/support.md'],
    ['Try a shorter prompt in `prompts/support.md`, please', 'prompts/support.md'],
    ['Halve the limit of ./config/limits.yaml.', 'config/limits.yaml'],
    ['prompts/support.md: shorter. And prompts/support.md again', 'prompts/support.md'],
    ['Kürze den Text in prompts/begrüßung.txt', 'prompts/begrüßung.txt'],
    ['(see prompts/a-b_c.v2.prompt)', 'prompts/a-b_c.v2.prompt'],
    ['Move the first gate from level 30 to level 40', null],
    ['As told in https://example.com/docs/gate.md', null],
    ['Write to ada@shop.md', null],
    ['Compare prompts/a.md with prompts/b.md', null],
    ['Change src/game/level-gate.ts', null],
    ['Move prompts/support.md.bak', null],
    ['Change prompts/support.mdx', null],
    ['the .md files', null],
  ])('%s', (idea, path) => {
    expect(namedFile(idea)).toBe(path);
  });

  it('is found in a hostile text in no time', () => {
    expect(namedFile(`${'a/'.repeat(50_000)}b.`)).toBeNull();
    expect(namedFile('a.'.repeat(50_000))).toBeNull();
  });
});

it('the path of a variant has its key before the ending, and no folder is touched', () => {
  expect(variantPath('prompts/support.md', 'treatment')).toBe('prompts/support.treatment.md');
  expect(variantPath('a.b/c.d.yaml', 'treatment-2')).toBe('a.b/c.d.treatment-2.yaml');
});

it('kinds go by the ending in any case; code has none', () => {
  expect(['A.MD', 'a.yml', 'a.json', 'a.txt'].map(fileKind)).toEqual(['text', 'yaml', 'json', 'text']);
  expect(['a.ts', 'a.toml', 'Makefile', 'json', 'a.md/x'].map(fileKind)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});
