import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '#agents/apply-edits.ts';
import type { EditBlocks } from '#agents/edit-blocks.ts';
import { keepFileContract } from '#agents/file-contract.ts';
import { createModelFiles } from '#agents/model-files.ts';
import { editBlocks } from '#sandbox/stand-ins/openai/code/edit-blocks.ts';
import { memoryView } from '#test/support/memory-view.ts';
import { redaction } from './examples.ts';

const NONE: EditBlocks = { edits: [], newFiles: [], deletions: [] };

function apply(content: string, blocks: Partial<EditBlocks>, modes: Record<string, string> = {}) {
  const files = createModelFiles(memoryView([{ path: 'src/a.ts', content }], modes), redaction);
  return applyEdits(files, { ...NONE, ...blocks });
}

const edit = (search: string, replace: string, path = 'src/a.ts') => ({ path, search, replace });
const text = 'const a = 1;\nconst b = 2;\nif (a) {\n  run(b);\n}\n';

describe('applyEdits', () => {
  it('replaces what stands once, and leaves every other byte', async () => {
    const { edits, problems } = await apply(text, {
      edits: [edit('const b = 2;', 'const b = 3;'), edit('  run(b);\n', '')],
    });
    expect(problems).toEqual([]);
    expect(edits).toEqual([{ path: 'src/a.ts', content: 'const a = 1;\nconst b = 3;\nif (a) {\n}\n' }]);
  });

  it.each(['.env', 'config/credentials.json', 'deploy/id_rsa'])('tells nothing of %s', async (path) => {
    const files = createModelFiles(memoryView([{ path, content: 'DB_HOST=inside\n' }]), redaction);
    expect(await files.read(path)).toBeNull();
    const { problems } = await applyEdits(files, { ...NONE, edits: [edit('DB_HOST=', 'x', path)] });
    expect(problems).toEqual([`${path}: is no text file that may be edited`]);
  });

  it('adds a file, with a final line break, and deletes one', async () => {
    const { edits, problems } = await apply(text, {
      newFiles: [{ path: 'src/b.ts', content: 'export const c = 1;' }],
      deletions: ['src/a.ts'],
    });
    expect(problems).toEqual([]);
    expect(edits).toEqual([
      { path: 'src/b.ts', content: 'export const c = 1;\n' },
      { path: 'src/a.ts', content: null },
    ]);
  });

  it.each([
    [
      'a search that is indented otherwise',
      { edits: [edit('if (a) {\n    run(b);', 'x')] },
      'src/a.ts: edit 1: search does not stand in the file; the nearest place begins at line 3; line 4 is `  run(b);`, not `    run(b);`',
    ],
    [
      'a line that is only alike',
      { edits: [edit('const b = 22;', 'x')] },
      'the nearest line is 2: `const b = 2;`',
    ],
    ['a search that is nothing but a byte order mark', { edits: [edit('\uFEFF', 'x')] }, 'search is empty'],
    ['a search that is nowhere', { edits: [edit('@@@', 'x')] }, 'no line of the file is like it'],
    ['a search that stands twice', { edits: [edit('const ', 'let ')] }, 'stands 2 times (lines 1, 2)'],
    [
      'edits that overlap',
      { edits: [edit('const b = 2;\nif (a) {', 'x'), edit('if (a) {', 'y')] },
      'two edits overlap at line 3',
    ],
    ['an edit that changes nothing', { edits: [edit('const b', 'const b')] }, 'the edits change nothing'],
    [
      'an edit of a file that is not there',
      { edits: [edit('a', 'b', 'src/x.ts')] },
      'src/x.ts: does not exist',
    ],
    [
      'a new file that exists',
      { newFiles: [{ path: 'src/a.ts', content: 'x' }] },
      'exists; change it by edits',
    ],
    ['deleting nothing', { deletions: ['src/x.ts'] }, 'cannot be deleted: it does not exist'],
    [
      'a file that is edited and deleted',
      { edits: [edit('const b', 'let b')], deletions: ['src/a.ts'] },
      'stands in two of edits',
    ],
    [
      'a withheld part of another file',
      { newFiles: [{ path: 'src/b.ts', content: '__WITHHELD_EMAIL_1__' }] },
      'does not belong to this file',
    ],
  ])('says what is wrong with %s', async (_, blocks, words) => {
    const { problems } = await apply(text, blocks);
    expect(problems.join('\n')).toContain(words);
  });

  it('edits no symbolic link', async () => {
    const { edits, problems } = await apply('b.ts', { edits: [edit('b', 'c')] }, { 'src/a.ts': '120000' });
    expect(edits).toEqual([]);
    expect(problems.join()).toContain('is no text file that may be edited');
  });

  it('puts back what was withheld of the file, beside the edit and inside it', async () => {
    const secret = "const mail = 'ada@corner-shop.dev';\nconst b = 2;\n";
    const beside = await apply(secret, { edits: [edit('b = 2', 'b = 3')] });
    expect(beside.edits[0]?.content).toBe(secret.replace('b = 2', 'b = 3'));
    const inside = await apply(secret, {
      edits: [edit("mail = '__WITHHELD_EMAIL_1__'", "to = '__WITHHELD_EMAIL_1__'")],
    });
    expect(inside.edits[0]?.content).toBe(secret.replace('mail =', 'to ='));
  });

  it.each([
    ['CRLF', 'a\r\nb\r\nc\r\n', 'a\r\nx\r\ny\r\nc\r\n'],
    ['a byte order mark', '\uFEFFa\nb\nc\n', '\uFEFFa\nx\ny\nc\n'],
    ['no final line break', 'a\nc\nb', 'a\nc\nx\ny'],
    ['both line ends', 'a\r\nb\nc\r\n', 'a\r\nx\r\ny\r\nc\r\n'],
    ['both line ends, mostly LF', 'a\nb\nc\nd\r\n', 'a\nx\ny\nc\nd\r\n'],
  ])('keeps %s, whatever line ends the model writes', async (_, before, after) => {
    for (const lines of ['\n', '\r\n']) {
      const { edits, problems } = await apply(before, { edits: [edit('b', `x${lines}y`)] });
      expect(problems).toEqual([]);
      expect(edits[0]?.content).toBe(after);
    }
  });

  it('finds a last line whose line break the file lacks', async () => {
    const { edits } = await apply('a\nb', { edits: [edit('b\n', 'c\n')] });
    expect(edits[0]?.content).toBe('a\nc');
  });
});

const line = fc.constantFrom('a', 'b', '  c', '', '}');
const lines = fc.array(line, { minLength: 1, maxLength: 12 });

describe('keepFileContract', () => {
  it('gives a text back as it was, whatever its line ends', () => {
    const source = fc
      .tuple(fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n'))), line, fc.boolean())
      .map(
        ([all, last, mark]) => `${mark ? '\uFEFF' : ''}${all.map((parts) => parts.join('')).join('')}${last}`,
      );
    fc.assert(
      fc.property(source, (before) => {
        expect(keepFileContract(before, before.replace('\uFEFF', '').replaceAll('\r\n', '\n'))).toBe(before);
      }),
    );
  });
});

describe('the blocks of the scripted model', () => {
  it('make one text out of another', async () => {
    await fc.assert(
      fc.asyncProperty(lines, lines, async (one, other) => {
        const [before, after] = [`${one.join('\n')}\n`, `${other.join('\n')}\n`];
        fc.pre(before !== after && before.trim() !== '');
        const { edits, problems } = await apply(before, { edits: editBlocks('src/a.ts', before, after) });
        expect(problems).toEqual([]);
        expect(edits[0]?.content).toBe(after);
      }),
    );
  });
});
