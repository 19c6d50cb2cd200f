import type { SourceFile } from './source-file.ts';

/** An export name that more than one file declares. */
export interface DuplicateExport {
  readonly name: string;
  readonly paths: readonly string[];
}

/** Export names declared in more than one file. A re-export is no second declaration. */
export function duplicateExports(files: readonly SourceFile[]): readonly DuplicateExport[] {
  const paths = new Map<string, Set<string>>();
  for (const { path, declarations } of files) {
    for (const { name, isExported } of declarations) {
      if (isExported) paths.set(name, (paths.get(name) ?? new Set()).add(path));
    }
  }
  return [...paths]
    .filter(([, where]) => where.size > 1)
    .map(([name, where]) => ({ name, paths: [...where] }))
    .sort((one, other) => one.name.localeCompare(other.name));
}
