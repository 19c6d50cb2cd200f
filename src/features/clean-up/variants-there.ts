import { variantPath } from '#domain/design/tested-file.ts';
import { type Plan, treatmentsOf } from '#domain/plan.ts';
import type { RepositoryView } from '#ports/code-host.ts';

/** Paths of the variants that are in the repository, sorted. */
export function variantsThere(plan: Plan, view: RepositoryView, file: string): readonly string[] {
  return treatmentsOf(plan)
    .map(({ key }) => variantPath(file, key))
    .filter((path) => view.mode(path) !== null)
    .toSorted();
}
