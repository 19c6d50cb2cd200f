import type { BarredPaths } from '#gate/any/barred-package-files.ts';
import { BARRED_PATHS, OPEN_HIDDEN } from '#gate/any/barred-paths.ts';

/** Tells whether a name has this shape; `*` stands for any characters, case is not looked at. */
export function hasShape(name: string, shape: string): boolean {
  const [head = '', ...tail] = shape.toLowerCase().split('*');
  let rest = name.toLowerCase();
  if (!rest.startsWith(head)) return false;
  rest = rest.slice(head.length);
  for (const [index, part] of tail.entries()) {
    if (index === tail.length - 1) return rest.length >= part.length && rest.endsWith(part);
    const at = rest.indexOf(part);
    if (at < 0) return false;
    rest = rest.slice(at + part.length);
  }
  return rest === '';
}

function isBarred({ names = [], folders = [], roots = [] }: BarredPaths, path: string): boolean {
  const segments = path.toLowerCase().split('/');
  const name = segments.at(-1) ?? '';
  return (
    names.some((shape) => hasShape(name, shape)) ||
    folders.some((folder) => `/${path.toLowerCase()}`.includes(`/${folder}/`)) ||
    roots.some((root) => `${path.toLowerCase()}/`.startsWith(`${root}/`))
  );
}

function isHidden(path: string): boolean {
  return path.split('/').some((segment) => segment.startsWith('.') && !OPEN_HIDDEN.includes(segment));
}

/** Why no file can be at this path, to go after the path; null if one can. */
function shapeProblem(path: string): string | null {
  if (
    path === '' ||
    path.startsWith('/') ||
    path.endsWith('/') ||
    /^[a-z]:/i.test(path) ||
    /[\\\p{C}]/u.test(path)
  )
    return 'is not a relative path of a file with forward slashes';
  const plain = path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
  return plain ? null : 'is not in its plain form, or leaves the repository';
}

/** Why a change of an experiment may not touch this path, to go after the path; null if it may. */
export function barredPath(path: string): string | null {
  const shape = shapeProblem(path);
  if (shape !== null) return shape;
  const barred = BARRED_PATHS.find((paths) => isBarred(paths, path));
  if (barred !== undefined) return `is ${barred.what}`;
  return isHidden(path) ? 'is hidden: settings of a tool' : null;
}
