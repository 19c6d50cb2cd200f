import type { AgentDeps } from '#agents/ask.ts';
import { checkCleanUp } from '#agents/check-clean-up.ts';
import type { Plan } from '#domain/plan.ts';
import type { FileEdit, RepositoryView, SourceFile } from '#ports/code-host.ts';

/** A change that takes an experiment out, as whole files. */
export interface CleanUpToJudge {
  readonly plan: Plan;
  /** Key of the variant that stays. */
  readonly kept: string;
  readonly repository: RepositoryView;
  /** Paths of the files that use the flag. */
  readonly paths: readonly string[];
  /** Paths that the experiment's own pull request changed or added. */
  readonly pullRequest: readonly string[];
  readonly otherFlagKeys?: readonly string[];
  readonly edits: readonly FileEdit[];
  readonly testPaths: readonly string[];
}

/** Says what is wrong with a clean-up, in words that a model can act on; empty if nothing is. */
export async function judgeCleanUp(
  { redaction }: Pick<AgentDeps, 'redaction'>,
  { plan, kept, repository, paths, edits, otherFlagKeys = [] }: CleanUpToJudge,
): Promise<readonly string[]> {
  const read = await Promise.all(paths.map(async (path) => ({ path, content: await repository.read(path) })));
  const files = read.flatMap(({ path, content }): SourceFile[] =>
    content === null ? [] : [{ path, content }],
  );
  return checkCleanUp({ plan, kept, files, edits, otherFlagKeys, redaction });
}
