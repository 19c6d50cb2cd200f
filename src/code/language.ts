import { ownValue } from '#shared/own-value.ts';

/** A language that the product can parse. */
export type Language =
  | 'typescript'
  | 'tsx'
  | 'javascript'
  | 'python'
  | 'ruby'
  | 'go'
  | 'java'
  | 'kotlin'
  | 'swift'
  | 'csharp'
  | 'php'
  | 'rust'
  | 'elixir';

const ENDINGS: Readonly<Record<string, Language>> = {
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  py: 'python',
  pyi: 'python',
  rb: 'ruby',
  rake: 'ruby',
  ru: 'ruby',
  go: 'go',
  java: 'java',
  kt: 'kotlin',
  kts: 'kotlin',
  swift: 'swift',
  cs: 'csharp',
  php: 'php',
  rs: 'rust',
  ex: 'elixir',
  exs: 'elixir',
};

const NAMES: Readonly<Record<string, Language>> = { rakefile: 'ruby', gemfile: 'ruby' };

/** Tells whether a file holds its code in `<script>` elements: Vue, Svelte, Astro, HTML. */
export function hasScriptElements(path: string): boolean {
  return /\.(?:vue|svelte|astro|html?)$/i.test(path);
}

/** The language that a whole file is written in, by its name; null if the product has no parser for it. */
export function languageOf(path: string): Language | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const ending = name.slice(name.lastIndexOf('.') + 1);
  if (name.endsWith('.blade.php')) return null;
  return ownValue(NAMES, name) ?? (name.includes('.') ? (ownValue(ENDINGS, ending) ?? null) : null);
}
