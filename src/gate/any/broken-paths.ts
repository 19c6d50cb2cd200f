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

const TEMPLATE =
  /(?:\.blade\.php|\.(?:erb|haml|slim|heex|eex|leex|jinja2?|j2|twig|ejs|hbs|handlebars|liquid|mustache|pug|njk|cshtml|html?))$/i;

/** Whether a text names a template by its folder and name, as includes do: `'spa.calendar'`, `"shop/_slots.html"`. */
export function namesTemplate(text: string, path: string): boolean {
  const [file = '', folder = ''] = path.split('/').reverse();
  const stem = (file.split('.')[0] ?? '').replace(/^_/, '');
  if (!TEMPLATE.test(file) || folder === '' || stem === '') return false;
  const [inside, name] = [folder, stem].map((part) => RegExp.escape(part));
  return new RegExp(`['"/.]${inside}[./]_?${name}(?:\\.[\\w.]+)?['"]`).test(text);
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
  const fromParent = new RegExp(
    `^\\s*from\\s+${RegExp.escape(parent)}\\s+import\\s+[^\\n]*\\b${RegExp.escape(name)}\\b`,
    'm',
  );
  return (
    new RegExp(`^\\s*(?:from|import)\\s+${RegExp.escape(module)}\\b`, 'm').test(text) ||
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
    const folder = path.split('/').at(-2) ?? stem;
    const isIndex = stem === 'index' || stem === '__init__';
    const name = isIndex ? folder : TEMPLATE.test(path) ? stem.replace(/\..*$|^_/g, '') : stem;
    const module = pythonModule(path);
    for (const other of await base.holdingAfter(name)) {
      const text = (await base.after(other)) ?? '';
      const isCode = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|s?css|html|rb|php|py|rs)$/.test(other);
      const includes = !/\.(?:mdx?|rst|txt|adoc)$/.test(other) && namesTemplate(text, path);
      const broken =
        includes ||
        (isCode &&
          (references(text).some((reference) => leadsTo(other, reference, path)) ||
            (module !== null && other.endsWith('.py') && importsModule(text, module)) ||
            (path.endsWith('.rs') &&
              other.endsWith('.rs') &&
              new RegExp(`\\bmod\\s+${RegExp.escape(name)}\\s*;`).test(text))));
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
