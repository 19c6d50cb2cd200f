import { describe, expect, it } from 'vitest';
import { checkVariantFiles } from '#gate/file/check-variant-files.ts';
import type { FileEdit, RepositoryView } from '#ports/code-host.ts';
import { redaction } from '#test/agents/examples.ts';

/** A repository of these files; every one is an ordinary file. */
function repositoryOf(files: Readonly<Record<string, string>>): RepositoryView {
  return {
    paths: Object.keys(files).sort(),
    mode: (path) => (files[path] === undefined ? null : '100644'),
    read: async (path) => files[path] ?? null,
    search: async (text) => Object.keys(files).filter((path) => files[path]?.includes(text)),
  };
}

/** The reasons against one variant of a file with this text. */
async function reasons(file: string, original: string, variant: string): Promise<readonly string[]> {
  const at = file.lastIndexOf('.');
  const path = `${file.slice(0, at)}.treatment${file.slice(at)}`;
  return reasonsFor({ [file]: original }, file, [path], [{ path, content: variant }]);
}

async function reasonsFor(
  files: Readonly<Record<string, string>>,
  file: string,
  paths: readonly string[],
  edits: readonly FileEdit[],
): Promise<readonly string[]> {
  const findings = await checkVariantFiles(
    { repository: repositoryOf(files), file, paths, edits },
    redaction,
  );
  return findings.map(({ code }) => code);
}

const PROMPT = 'Be kind.\nAnswer in full.\n';
const CONFIG = 'model: small\nlimits:\n  tokens: 400\n  retries: 2\nstop: [END]\nnote: null\n';

describe('the variants of a file', () => {
  it.each([
    ['another prompt', 'prompts/a.md', PROMPT, 'Be brief.\n', []],
    ['other data of the same shape', 'a.yaml', CONFIG, CONFIG.replace('400', '200'), []],
    ['a key that comes', 'a.yaml', CONFIG, `${CONFIG}temperature: 0.2\n`, []],
    ['a null that gets a value', 'a.yaml', CONFIG, CONFIG.replace('null', 'short'), []],
    ['a longer list', 'a.json', '{"stop":["a"]}\n', '{"stop":["a","b"]}\n', []],
    ['several documents', 'a.yaml', 'a: 1\n---\nb: 2\n', 'a: 2\n---\nb: 3\n', []],
    ['the same text', 'prompts/a.md', PROMPT, PROMPT, ['file-unchanged']],
    ['the same text but for blanks around it', 'a.md', PROMPT, `\n${PROMPT}`, ['file-unchanged']],
    ['a key that goes', 'a.yaml', CONFIG, CONFIG.replace('  retries: 2\n', ''), ['file-keys-changed']],
    ['a value of another type', 'a.yaml', CONFIG, CONFIG.replace('400', '"400"'), ['file-keys-changed']],
    ['an entry of another type', 'a.json', '{"a":[1]}\n', '{"a":["1"]}\n', ['file-keys-changed']],
    ['a key that goes inside a list', 'a.json', '{"a":[{"b":1,"c":2}]}\n', '{"a":[{"b":1}]}\n', []],
    ['a document that goes', 'a.yaml', 'a: 1\n---\nb: 2\n', 'a: 2\n', ['file-keys-changed']],
    ['what is no JSON', 'a.json', '{"a":1}\n', '{"a":2,}\n', ['file-broken']],
    ['a key that stands twice', 'a.yaml', CONFIG, `${CONFIG}model: large\n`, ['file-broken']],
    ['aliases without end', 'a.yaml', CONFIG, bomb(), ['file-broken']],
    ['a fence of an answer', 'a.json', '{"a":1}\n', '```json\n{"a":2}\n```\n', ['fence', 'file-broken']],
    ['an override of text direction', 'a.md', PROMPT, 'Be \u202Ebrief.\n', ['control-character']],
    ['other line ends', 'a.md', 'Be kind.\r\nTwo.\r\n', 'Be brief.\nTwo.\n', ['encoding']],
    ['no final line break', 'a.md', PROMPT, 'Be brief.', ['encoding']],
    ['a secret', 'a.md', PROMPT, `Use ghp_${'a1B2'.repeat(9)}.\n`, ['secret-added']],
    ['too long a text', 'a.md', PROMPT, `${'Be brief. '.repeat(4_001)}\n`, ['file-variants']],
  ])('%s', async (_name, file, original, variant, expected) => {
    expect(await reasons(file, original, variant)).toEqual(expected);
  });

  it('lie at their own paths, all of them, and over nothing', async () => {
    const files = { 'a.md': PROMPT, 'a.treatment-2.md': 'Taken.\n' };
    const paths = ['a.treatment-1.md', 'a.treatment-2.md'];
    expect(await reasonsFor(files, 'a.md', paths, [])).toEqual(['file-variants', 'file-variants']);
    const edits = paths.map((path, index) => ({ path, content: `Be brief ${index}.\n` }));
    expect(await reasonsFor(files, 'a.md', paths, edits)).toEqual(['file-variants']);
    const more = [
      ...edits.slice(0, 1),
      { path: 'src/a.ts', content: 'x\n' },
      { path: 'a.md', content: null },
    ];
    expect(await reasonsFor({ 'a.md': PROMPT }, 'a.md', paths.slice(0, 1), more)).toEqual([
      'file-variants',
      'file-variants',
    ]);
  });

  it('differ from one another', async () => {
    const paths = ['a.treatment-1.md', 'a.treatment-2.md'];
    const edits = paths.map((path) => ({ path, content: 'Be brief.\n' }));
    expect(await reasonsFor({ 'a.md': PROMPT }, 'a.md', paths, edits)).toEqual([
      'file-unchanged',
      'file-unchanged',
    ]);
  });
});

/** YAML of a few lines that names itself into billions of entries. */
function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let at = 1; at < 9; at += 1)
    lines.push(
      `a${at}: &a${at} [${Array(9)
        .fill(`*a${at - 1}`)
        .join(', ')}]`,
    );
  return `${lines.join('\n')}\n`;
}
