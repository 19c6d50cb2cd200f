import { expect, test } from 'vitest';
import { callsOf } from '#code/calls.ts';
import { commentsOf, commentText } from '#code/comments.ts';
import { definitionsOf } from '#code/definitions.ts';
import { importsOf } from '#code/imports.ts';
import { literalsOf } from '#code/literals.ts';
import { type ParsedSource, parseFile } from '#code/parse.ts';

async function parsed(path: string, text: string): Promise<ParsedSource> {
  const source = await parseFile(path, text);
  if (source === null) throw new Error(`no parser for ${path}`);
  return source;
}

/** The same small program in each language: a constant, a comment, a function and a call with a default. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'a.ts': 'const KEY = "key-1"; // note\nfunction show(u: string) { return ask(KEY, u, "control"); }\n',
  'a.tsx':
    'const KEY = "key-1"; // note\nfunction show(u: string) { return <b>{ask(KEY, u, "control")}</b>; }\n',
  'a.js': 'const KEY = "key-1"; // note\nfunction show(u) { return ask(KEY, u, "control"); }\n',
  'a.py': 'KEY = "key-1"  # note\ndef show(u):\n    return ask(KEY, u, "control")\n',
  'a.rb': 'KEY = "key-1" # note\ndef show(u)\n  ask(KEY, u, "control")\nend\n',
  'a.go':
    'package a\n\nconst KEY = "key-1" // note\n\nfunc show(u string) string { return ask(KEY, u, "control") }\n',
  'A.java':
    'class A {\n  static final String KEY = "key-1"; // note\n  String show(String u) { return ask(KEY, u, "control"); }\n}\n',
  'a.kt': 'const val KEY = "key-1" // note\nfun show(u: String) = ask(KEY, u, "control")\n',
  'a.swift': 'let KEY = "key-1" // note\nfunc show(u: String) -> String { return ask(KEY, u, "control") }\n',
  'A.cs':
    'class A {\n  const string KEY = "key-1"; // note\n  string show(string u) => ask(KEY, u, "control");\n}\n',
  'a.php': '<?php\nconst KEY = "key-1"; // note\nfunction show($u) { return ask(KEY, $u, "control"); }\n',
  'a.rs': 'const KEY: &str = "key-1"; // note\nfn show(u: &str) -> String { ask(KEY, u, "control") }\n',
  'a.ex':
    'defmodule A do\n  @key "key-1" # note\n  def show(u) do\n    ask(@key, u, "control")\n  end\nend\n',
};

test.each(Object.entries(PROGRAMS))('%s: literals, comments, definitions and calls', async (path, text) => {
  const source = await parsed(path, text);
  expect(source.errors).toEqual([]);
  expect(source.root.text).toBe(text);
  expect(literalsOf(source).map(({ value }) => value)).toEqual(['key-1', 'control']);
  expect(commentsOf(source).map(commentText)).toEqual(['note']);
  const defined = definitionsOf(source).map(({ kind, name }) => `${kind} ${name.toLowerCase()}`);
  expect(defined).toEqual(expect.arrayContaining(['value key', 'function show']));
  const call = callsOf(source).find(({ name }) => name === 'ask');
  expect(call?.arguments.map(({ value }) => value.text.replace(/^[@$]/, '').toLowerCase())).toEqual([
    'key',
    'u',
    '"control"',
  ]);
});

const BROKEN: Readonly<Record<string, string>> = {
  'a.ts': 'function f( { return 1; }\n',
  'a.py': 'def f()\n    return 1\n',
  'a.rb': 'def f\n  [1\nend\n',
  'a.go': 'package a\n\nfunc f() {\n',
  'A.java': 'class A { void f( { } }\n',
  'a.kt': 'class A {\n  fun f() {\n}\n',
  'a.swift': 'class A {\n  func f() {\n}\n',
  'A.cs': 'class A { void F() { }\n',
  'a.php': '<?php\nfunction f( { }\n',
  'a.rs': 'fn f( {}\n',
  'a.ex': 'defmodule A do\n  def f do\nend\n',
};

test.each(Object.entries(BROKEN))('%s: broken code has errors', async (path, text) => {
  expect((await parsed(path, text)).errors).not.toEqual([]);
});

test('a single-file component is parsed by its scripts, at the same offsets', async () => {
  const text =
    '<template>\n  <p>{{ a < b }}</p>\n</template>\n<script setup lang="ts">\nconst a: string = "x";\n</script>\n';
  const source = await parsed('A.vue', text);
  expect(source.errors).toEqual([]);
  const [literal] = literalsOf(source);
  expect(text.slice(literal?.node.start, literal?.node.end)).toBe('"x"');
});

test('a file without a parser is none', async () => {
  expect(await parseFile('README.md', '# x\n')).toBeNull();
  expect(await parseFile('view.blade.php', '<p>\n')).toBeNull();
});

test('imports name what they take and from where', async () => {
  const source = await parsed(
    'a.ts',
    "import { a as b } from './x.ts';\nexport { c } from './y.ts';\nconst d = lazy(() => import('./z.tsx'));\n",
  );
  expect(importsOf(source).map(({ from }) => from)).toEqual(['./x.ts', './y.ts', './z.tsx']);
});

test('parsing keeps no memory of the parser: a thousand parses cost what ten cost', async () => {
  const text = `${PROGRAMS['a.ts']}`.repeat(30);
  const memory = () => process.memoryUsage().external + process.memoryUsage().arrayBuffers;
  for (let round = 0; round < 10; round += 1) await parsed('a.ts', text);
  const before = memory();
  for (let round = 0; round < 1000; round += 1) await parsed('a.ts', round % 2 === 0 ? text.slice(5) : text);
  expect(memory() - before).toBeLessThan(16 * 1024 * 1024);
}, 120_000);
