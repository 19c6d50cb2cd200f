import type { Finding, ProposedChange } from '#gate/change.ts';
import type { ChangedRepository } from '#gate/changed-repository.ts';

const SCRIPT_ENDINGS = [
  '',
  '.ts',
  '.tsx',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.mts',
  '.vue',
  '.svelte',
  '.css',
  '.scss',
  '.json',
];

function joined(folder: string, relative: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Whether a relative reference in a file leads to a path. */
function leadsTo(from: string, reference: string, path: string): boolean {
  const folder = from.split('/').slice(0, -1).join('/');
  const target = joined(folder, reference);
  const bare = target.replace(/\.js$/, '.ts');
  return (
    SCRIPT_ENDINGS.some((ending) => `${target}${ending}` === path || `${target}/index${ending}` === path) ||
    bare === path ||
    `${bare}x` === path ||
    `${target}.rb` === path ||
    `${target}.php` === path
  );
}

function references(text: string): readonly string[] {
  return [...text.matchAll(/(['"`])(\.{1,2}\/[^'"`\n]+)\1/g)].map(([, , reference = '']) => reference);
}

function pythonModule(path: string): string | null {
  return path.endsWith('.py')
    ? path
        .replace(/\.py$/, '')
        .replace(/\/__init__$/, '')
        .replaceAll('/', '.')
    : null;
}

function importsModule(text: string, module: string): boolean {
  const [name = '', ...above] = module.split('.').reverse();
  const parent = above.reverse().join('.');
  const escaped = module.replaceAll('.', '\\.');
  const fromParent = new RegExp(
    `^\\s*from\\s+${parent.replaceAll('.', '\\.')}\\s+import\\s+[^\\n]*\\b${name}\\b`,
    'm',
  );
  return (
    new RegExp(`^\\s*(?:from|import)\\s+${escaped}\\b`, 'm').test(text) ||
    (parent !== '' && fromParent.test(text))
  );
}

/** Finds deleted files that others still import by their path. */
export async function brokenPaths(
  change: ProposedChange,
  base: ChangedRepository,
): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const { path, content } of change.edits) {
    if (content !== null) continue;
    const stem = (path.split('/').at(-1) ?? '').replace(/\.[^.]+$/, '');
    const name = stem === 'index' || stem === '__init__' ? (path.split('/').at(-2) ?? stem) : stem;
    const module = pythonModule(path);
    for (const other of await base.holdingAfter(name)) {
      const text = (await base.after(other)) ?? '';
      const isCode = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|s?css|html|rb|php|py|rs)$/.test(other);
      const broken =
        isCode &&
        (references(text).some((reference) => leadsTo(other, reference, path)) ||
          (module !== null && other.endsWith('.py') && importsModule(text, module)) ||
          (path.endsWith('.rs') && other.endsWith('.rs') && new RegExp(`\\bmod\\s+${name}\\s*;`).test(text)));
      if (broken)
        found.push({
          code: 'broken-reference',
          path: other,
          sentence: `${other} still imports ${path}, which is deleted.`,
        });
    }
  }
  return found;
}
