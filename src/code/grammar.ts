import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Language as Grammar, Parser } from 'web-tree-sitter';
import type { Language } from '#code/language.ts';

const MAINTAINED = '@vscode/tree-sitter-wasm/wasm';
const COLLECTED = '@cursorless/tree-sitter-wasms/out';

const FILES: Readonly<Record<Language, string>> = {
  typescript: `${MAINTAINED}/tree-sitter-typescript.wasm`,
  tsx: `${MAINTAINED}/tree-sitter-tsx.wasm`,
  javascript: `${MAINTAINED}/tree-sitter-javascript.wasm`,
  python: `${MAINTAINED}/tree-sitter-python.wasm`,
  ruby: `${MAINTAINED}/tree-sitter-ruby.wasm`,
  go: `${MAINTAINED}/tree-sitter-go.wasm`,
  java: `${MAINTAINED}/tree-sitter-java.wasm`,
  kotlin: `${COLLECTED}/tree-sitter-kotlin.wasm`,
  swift: `${COLLECTED}/tree-sitter-swift.wasm`,
  csharp: `${MAINTAINED}/tree-sitter-c-sharp.wasm`,
  php: `${MAINTAINED}/tree-sitter-php.wasm`,
  rust: `${MAINTAINED}/tree-sitter-rust.wasm`,
  elixir: `${COLLECTED}/tree-sitter-elixir.wasm`,
};

const require = createRequire(import.meta.url);

/** The place of a file of an installed package; packages may hide their files from `require.resolve`. */
function installed(file: string): string {
  const [scope = '', name = '', ...rest] = file.split('/');
  const folders = require.resolve.paths(file) ?? [];
  try {
    return join(dirname(require.resolve(`${scope}/${name}/package.json`)), ...rest);
  } catch {
    return join(folders.at(0) ?? '', file);
  }
}

const ready = new Map<Language, Promise<Parser>>();
let started: Promise<void> | null = null;

async function start(): Promise<void> {
  started ??= Parser.init();
  try {
    await started;
  } catch (thrown) {
    started = null;
    throw thrown;
  }
}

async function load(language: Language): Promise<Parser> {
  await start();
  const parser = new Parser();
  parser.setLanguage(await Grammar.load(installed(FILES[language])));
  return parser;
}

/**
 * The parser of a language; its grammar is loaded when first needed and kept, so that memory does not grow with use. A load that
 * failed, as it does while there are no file handles, is tried again the next time.
 */
export async function parserOf(language: Language): Promise<Parser> {
  const known = ready.get(language) ?? load(language);
  ready.set(language, known);
  try {
    return await known;
  } catch (thrown) {
    ready.delete(language);
    throw thrown;
  }
}
