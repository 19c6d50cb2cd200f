import { describe, expect, it } from 'vitest';
import { createModelFiles } from '#agents/model-files.ts';
import { lookUp } from '#agents/place/look-up.ts';
import type { PlaceRequest } from '#agents/place/request.ts';
import { redaction } from '#test/agents/examples.ts';
import { memoryView } from '#test/support/memory-view.ts';

const long = Array.from({ length: 1_200 }, (_, index) => `line ${index + 1}`).join('\n');
const FILES = [
  { path: 'README.md', content: '# Shop\n' },
  {
    path: 'src/price.ts',
    content:
      "import { shown } from './shown.ts';\n\nexport function price(): string {\n  return shown('price');\n}\n",
  },
  {
    path: 'src/shown.ts',
    content:
      '/** price is a word here */\nexport function shown(text: string): string {\n  return text;\n}\n',
  },
  { path: 'src/long.txt', content: `${long}\n` },
  { path: 'src/mail.py', content: "TO = 'ada@corner-shop.dev'\r\nprice = 3\r\n" },
  { path: 'config/secrets.yml', content: 'price: hidden\n' },
  { path: 'link.ts', content: 'src/price.ts' },
];
const files = createModelFiles(memoryView(FILES, { 'link.ts': '120000' }), redaction);

function ask(tool: PlaceRequest['tool'], request: Partial<PlaceRequest> = {}, from = files) {
  return lookUp(from, { tool, path: null, text: null, from: null, to: null, ...request });
}

describe('list_folder', () => {
  it('gives all paths of a folder that holds few', async () => {
    expect((await ask('list_folder')).text.split('\n')).toEqual(FILES.map(({ path }) => path));
    expect((await ask('list_folder', { path: './src/' })).text).toBe(
      'src/price.ts\nsrc/shown.ts\nsrc/long.txt\nsrc/mail.py',
    );
    expect((await ask('list_folder', { path: 'lib' })).text).toBe('There is no folder lib.');
  });

  it('drops no path of a large repository: it counts folders, and goes on after the last entry', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({
      path: index < 19_000 ? `pkg${index % 3}/a/f${index}.ts` : `z/f${index}.ts`,
      content: '',
    }));
    const large = createModelFiles(memoryView(many), redaction);
    expect((await ask('list_folder', {}, large)).text).toBe(
      'pkg0/ (6334 files)\npkg1/ (6333 files)\npkg2/ (6333 files)\nz/ (1000 files)',
    );
    const seen: string[] = [];
    for (let from = 1; from <= 1_000; from += 200) {
      const { text, cut } = await ask('list_folder', { path: 'z', from }, large);
      seen.push(...text.split('\n').filter((line) => line.endsWith('.ts')));
      expect(cut === null).toBe(from === 801);
    }
    expect(new Set(seen).size).toBe(1_000);
  });
});

describe('read_range', () => {
  it('reads a long file by ranges and says what is left', async () => {
    const first = await ask('read_range', { path: 'src/long.txt' });
    expect(first.shown).toEqual({ path: 'src/long.txt', from: 1, to: 500, of: 1_200 });
    expect(first.text).toContain('lines 1 to 500 of 1200; ask with from 501 for more');
    const last = await ask('read_range', { path: 'src/long.txt', from: 1_199, to: 5_000 });
    expect(last).toEqual({
      text: 'line 1199\nline 1200',
      shown: { path: 'src/long.txt', from: 1_199, to: 1_200, of: 1_200 },
      cut: null,
    });
  });

  it('shows no private text and no line ends', async () => {
    expect((await ask('read_range', { path: 'src/mail.py' })).text).toBe(
      "TO = '__WITHHELD_EMAIL_1__'\nprice = 3",
    );
  });

  it.each([
    ['lib/price.ts', 'There is no file lib/price.ts. Alike: src/price.ts'],
    ['link.ts', 'link.ts is a symbolic link'],
    ['config/secrets.yml', 'may hold secrets and is not read'],
  ])('says why it does not read %s', async (path, words) => {
    const { text, shown } = await ask('read_range', { path });
    expect(text).toContain(words);
    expect(shown).toBeNull();
  });
});

describe('search_text and find_symbol', () => {
  it('finds lines, and none in files that may hold secrets', async () => {
    const { text } = await ask('search_text', { text: 'price' });
    expect(text).toContain("src/price.ts:4: return shown('price');");
    expect(text).toContain('src/mail.py:2: price = 3');
    expect(text).not.toContain('secrets.yml');
    expect((await ask('search_text', { text: 'price', path: 'lib' })).text).toContain('No file holds');
  });

  it('tells definitions from uses, and names from words', async () => {
    expect((await ask('find_symbol', { text: 'shown' })).text.split('\n')).toEqual([
      'definition src/shown.ts:2: export function shown(text: string): string {',
      "use src/price.ts:1: import { shown } from './shown.ts';",
      "use src/price.ts:4: return shown('price');",
    ]);
    expect((await ask('find_symbol', { text: 'price' })).text).toBe(
      'definition src/price.ts:3: export function price(): string {\ndefinition src/mail.py:2: price = 3',
    );
  });

  it('says how many files it did not show', async () => {
    const many = Array.from({ length: 90 }, (_, index) => ({ path: `src/f${index}.ts`, content: 'a();\n' }));
    const { text, cut } = await ask(
      'search_text',
      { text: 'a(' },
      createModelFiles(memoryView(many), redaction),
    );
    expect(text.split('\n')).toHaveLength(41);
    expect(cut).toContain('50 more files hold it');
  });
});
