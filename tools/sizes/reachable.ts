import type { SourceFile } from './source-file.ts';

/** Paths of all files that `entry` imports, directly or not, itself included. A type import counts: it is product, too. */
export function reachableFrom(entry: string, files: readonly SourceFile[]): ReadonlySet<string> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const file = byPath.get(path);
    if (file === undefined || reached.has(path)) continue;
    reached.add(path);
    open.push(...file.imports.map((one) => one.path));
  }
  return reached;
}
