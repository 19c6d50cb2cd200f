import type { AgentDeps } from '#agents/ask.ts';
import { checkImplementation } from '#agents/check-implementation.ts';
import type { Plan } from '#domain/plan.ts';
import type { FileEdit, RepositoryView, SourceFile } from '#ports/code-host.ts';

/** A change that puts an experiment behind its flag, as whole files. */
export interface ImplementationToJudge {
  readonly plan: Plan;
  readonly repository: RepositoryView;
  readonly edits: readonly FileEdit[];
  readonly testPaths: readonly string[];
}

/** Says what is wrong with an implementation, in words that a model can act on; empty if nothing is. */
export async function judgeImplementation(
  { redaction }: Pick<AgentDeps, 'redaction'>,
  { plan, repository, edits, testPaths }: ImplementationToJudge,
): Promise<readonly string[]> {
  const read = await Promise.all(
    edits.map(async ({ path }) => ({ path, content: await repository.read(path) })),
  );
  const files = read.flatMap(({ path, content }): SourceFile[] =>
    content === null ? [] : [{ path, content }],
  );
  return checkImplementation({ plan, paths: repository.paths, files, edits, testPaths, redaction });
}
