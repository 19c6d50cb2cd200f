import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { duplicateExports } from '#tools/sizes/duplicate-exports.ts';
import { importCircles } from '#tools/sizes/import-circles.ts';
import { lineFigures } from '#tools/sizes/line-figures.ts';
import { reachableFrom } from '#tools/sizes/reachable.ts';
import { readSources } from '#tools/sizes/source-file.ts';
import { uncalledFunctions } from '#tools/sizes/uncalled-functions.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sizes-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** The files as `npm run sizes` reads them from a repository that holds just these. */
function sourcesOf(texts: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return readSources(root, ['src', 'sandbox', 'tools']);
}

describe('what is read of a file', () => {
  test('imports over several lines, of types, of everything, and re-exports, but no packages', () => {
    const [file] = sourcesOf({
      'src/app/run.ts': [
        "import { readFileSync } from 'node:fs';",
        'import {',
        '  one,',
        '  type Two as Second,',
        "} from '#stats/one.ts';",
        "import type { Three } from './three.ts';",
        "import * as four from '#sandbox/four.ts';",
        "import '#tools/five.ts';",
        "export { six } from '../six.ts';",
        "const text = `from '#stats/never.ts'`;",
        '',
      ].join('\n'),
    });
    expect(file?.lines).toBe(10);
    expect(file?.imports.map(({ path, typeOnly, isReExport }) => [path, typeOnly, isReExport])).toEqual([
      ['src/stats/one.ts', false, false],
      ['src/app/three.ts', true, false],
      ['sandbox/four.ts', false, false],
      ['tools/five.ts', false, false],
      ['src/six.ts', false, true],
    ]);
    expect(file?.imports[0]?.names).toEqual([
      { exported: 'one', local: 'one' },
      { exported: 'Two', local: 'Second' },
    ]);
  });

  test('declarations with their own text and without comments', () => {
    const [file] = sourcesOf({
      'src/a.ts': [
        '/** Calls {@link other}. */',
        'export async function first() {',
        '  return second; // not third',
        '}',
        'const second = 2;',
        'export type Third = number;',
        '',
      ].join('\n'),
    });
    const declarations = file?.declarations ?? [];
    expect(declarations.map(({ name, kind, isExported }) => [name, kind, isExported])).toEqual([
      ['first', 'function', true],
      ['second', 'const', false],
      ['Third', 'type', true],
    ]);
    expect(declarations[0]?.text).toContain('return second;');
    expect(declarations[0]?.text).not.toContain('third');
  });

  test('neither declaration files nor the files of the shop', () => {
    const files = sourcesOf({ 'src/a.d.ts': '', 'sandbox/shop/files/cart.ts': '', 'tools/a.ts': '' });
    expect(files.map(({ path }) => path)).toEqual(['tools/a.ts']);
  });
});

test('a file is reached through imports of values, of types, and re-exports', () => {
  const files = sourcesOf({
    'src/run.ts': "import type { A } from './a.ts';\n",
    'src/a.ts': "export { b } from './b.ts';\n",
    'src/b.ts': "import './run.ts';\n",
    'src/alone.ts': "import './a.ts';\n",
  });
  expect([...reachableFrom('src/run.ts', files)].sort()).toEqual(['src/a.ts', 'src/b.ts', 'src/run.ts']);
});

test('every circle is found once, whatever its length, and a diamond is none', () => {
  const files = sourcesOf({
    'src/a.ts': "import './b.ts';\nimport './c.ts';\n",
    'src/b.ts': "import './d.ts';\n",
    'src/c.ts': "import './d.ts';\n",
    'src/d.ts': '',
    'src/one.ts': "import './two.ts';\nimport './d.ts';\n",
    'src/two.ts': "import type { Three } from './three.ts';\n",
    'src/three.ts': "import './one.ts';\nimport './a.ts';\n",
    'src/self.ts': "import './self.ts';\n",
  });
  expect(importCircles(files)).toEqual([['src/one.ts', 'src/three.ts', 'src/two.ts'], ['src/self.ts']]);
});

test('a name exported by two files is a duplicate; a re-export and a private name are none', () => {
  const files = sourcesOf({
    'src/a.ts': 'export const one = 1;\nexport const two = 2;\nconst three = 3;\n',
    'src/b.ts': "export { two } from './a.ts';\nexport type one = 1;\nexport const three = 3;\n",
  });
  expect(duplicateExports(files)).toEqual([{ name: 'one', paths: ['src/a.ts', 'src/b.ts'] }]);
});

test('lines: the middle, nine in ten, the longest', () => {
  const files = sourcesOf(
    Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`src/${n}.ts`, '//\n'.repeat(10 * (n + 1))])),
  );
  expect(lineFigures(files)).toEqual({ median: 60, p90: 100, largest: 100 });
  expect(lineFigures([])).toEqual({ median: 0, p90: 0, largest: 0 });
});

describe('functions without a caller', () => {
  const texts = {
    'src/app/run.ts': "import { called } from '#stats/door.ts';\ncalled();\n",
    'src/stats/door.ts': "export { called } from './inner.ts';\n",
    'src/stats/inner.ts':
      "import { helper as help } from './helper.ts';\nexport function called() {\n  return help();\n}\nexport function waits() {\n  return step();\n}\nexport function step() {}\n",
    'src/stats/helper.ts': 'export function helper() {}\nexport function dead() {}\n',
  };
  const measure = (rows: Readonly<Record<string, string>>) => {
    const files = sourcesOf(texts);
    return uncalledFunctions('src/stats', files, reachableFrom('src/app/run.ts', files), rows);
  };

  test('wait for a row, themselves or through the function that calls them', () => {
    expect(measure({ waits: 'B14', dead: 'B4' })).toEqual({
      waiting: [
        { name: 'dead', row: 'B4', through: 'dead' },
        { name: 'step', row: 'B14', through: 'waits' },
        { name: 'waits', row: 'B14', through: 'waits' },
      ],
      problems: [],
    });
  });

  test('are a problem without a row, as is a row for a function that is called or gone', () => {
    expect(measure({ waits: 'B14', called: 'A1', gone: 'A2' }).problems).toEqual([
      'src/stats/helper.ts dead has no caller and waits for no row',
      'called is listed as waiting and has a caller',
      'gone is listed as waiting and does not exist',
    ]);
  });
});
