import type { SourceFile } from './source-file.ts';

/**
 * Groups of files that import each other, each sorted, by Tarjan's algorithm. Imports of types count as well: they vanish
 * at run time, but two files that need each other's types cannot be read or moved apart.
 */
export function importCircles(files: readonly SourceFile[]): readonly (readonly string[])[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (file: SourceFile): number => {
    const { path } = file;
    const index = order.size;
    order.set(path, index);
    lowest.set(path, index);
    stack.push(path);
    for (const { path: target } of file.imports) {
      const next = byPath.get(target);
      if (next === undefined) continue;
      const reached = order.has(target)
        ? stack.includes(target)
          ? (order.get(target) ?? index)
          : index
        : visit(next);
      lowest.set(path, Math.min(lowest.get(path) ?? index, reached));
    }
    const low = lowest.get(path) ?? index;
    if (low < index) return low;
    const circle = stack.splice(stack.indexOf(path));
    if (circle.length > 1 || file.imports.some((one) => one.path === path)) circles.push(circle.sort());
    return low;
  };
  for (const file of files) if (!order.has(file.path)) visit(file);
  return circles;
}
