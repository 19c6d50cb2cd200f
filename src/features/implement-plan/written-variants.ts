import { testedFileProblem } from '#agents/tested-file-problem.ts';
import type { Implementation } from '#domain/agent-output.ts';
import { variantPath } from '#domain/design/tested-file.ts';
import { type Plan, treatmentsOf } from '#domain/plan.ts';
import type { RepositoryView } from '#ports/code-host.ts';

/** Variants of a file that the gate accepted, with what their pull request tells. */
export interface WrittenVariants extends Implementation {
  readonly file: string;
  /** The repository's own template for pull requests; null if it has none. */
  readonly template: string | null;
}

/** Why no variant can be put beside the file now, before a model is paid; null if they can. */
export async function variantsProblem(
  plan: Plan,
  repository: RepositoryView,
  file: string,
): Promise<string | null> {
  const problem = await testedFileProblem(repository, file);
  if (problem !== null) return problem;
  const taken = treatmentsOf(plan)
    .map(({ key }) => variantPath(file, key))
    .find((path) => repository.mode(path) !== null);
  return taken === undefined
    ? null
    : `The file ${taken} exists already, perhaps of another experiment on ${file}, and no file is written over. Once it is gone, press Try again.`;
}
