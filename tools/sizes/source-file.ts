import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One import or re-export of a file of this project, at the place it stands. */
export interface Import {
  /** The file that is imported, from the root of the repository. */
  readonly path: string;
  /** Names as the imported file exports them; empty for an import of everything or of nothing. */
  readonly names: readonly { readonly exported: string; readonly local: string }[];
  /** `import type`: gone at run time. */
  readonly typeOnly: boolean;
  readonly isReExport: boolean;
}

/** A top-level declaration with its text. */
export interface Declaration {
  readonly name: string;
  readonly kind: 'function' | 'const' | 'type' | 'interface' | 'class';
  readonly isExported: boolean;
  readonly text: string;
}

/** What the measures need of one source file. */
export interface SourceFile {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly declarations: readonly Declaration[];
}

const IMPORT =
  /^(import|export)\s+(type\s+)?([^'"`;=()]*?)\s*from\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]/gm;
const DECLARATION =
  /^(export\s+)?(?:declare\s+)?(?:async\s+)?(?:abstract\s+)?(function|const|let|type|interface|class)\*?\s+(\w+)/gm;

/**
 * Reads every TypeScript file below the given folders of `root`. Declaration files and the files of the sandbox's shop,
 * which are data, are left out. Dynamic imports are not read: what only they reach is not loaded at the start.
 */
export function readSources(root: string, folders: readonly string[]): readonly SourceFile[] {
  const paths = folders.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }));
  return paths
    .filter((path) => !path.endsWith('.d.ts') && !path.includes('sandbox/shop/files'))
    .sort()
    .map((path) => readSource(path, readFileSync(join(root, path), 'utf8')));
}

/** Reads one file from its text. Relies on the formatter: a top-level statement begins in the first column. */
export function readSource(path: string, text: string): SourceFile {
  return {
    path,
    lines: text.trimEnd().split('\n').length,
    imports: Array.from(text.matchAll(IMPORT), (match) => importOf(path, match)).filter(
      (one) => one !== null,
    ),
    declarations: declarationsIn(text),
  };
}

function importOf(from: string, match: RegExpExecArray): Import | null {
  const [, keyword, type, clause = '', specifier = match[5] ?? ''] = match;
  const path = resolve(from, specifier);
  if (path === null) return null;
  const list = /\{([^}]*)\}/.exec(clause)?.[1] ?? '';
  const entries = list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  return {
    path,
    names: entries.map((entry) => {
      const [exported = '', local = exported] = entry.replace(/^type\s+/, '').split(/\s+as\s+/);
      return { exported, local };
    }),
    typeOnly:
      type !== undefined || (entries.length > 0 && entries.every((entry) => entry.startsWith('type '))),
    isReExport: keyword === 'export',
  };
}

/** A path from the root; null for a package. */
function resolve(from: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return join(dirname(from), specifier);
  if (!specifier.startsWith('#')) return null;
  const path = specifier.slice(1);
  return /^(sandbox|tools|test)\//.test(path) ? path : `src/${path}`;
}

function declarationsIn(text: string): readonly Declaration[] {
  const found = [...text.matchAll(DECLARATION)];
  return found.map((match, index) => ({
    name: match[3] ?? '',
    kind: kindOf(match[2]),
    isExported: match[1] !== undefined,
    text: withoutComments(text.slice(match.index, found[index + 1]?.index)),
  }));
}

function kindOf(keyword: string | undefined): Declaration['kind'] {
  if (keyword === 'function' || keyword === 'type' || keyword === 'interface' || keyword === 'class')
    return keyword;
  return 'const';
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
