import type { AgentDeps } from '#agents/ask.ts';
import { findingWords } from '#agents/finding-words.ts';
import { plannedChange } from '#agents/planned-change.ts';
import type { Plan } from '#domain/plan.ts';
import { checkChange } from '#gate/check-change.ts';
import type { FileEdit, RepositoryView } from '#ports/code-host.ts';

/** A change that puts an experiment behind its flag, as whole files. */
export interface ImplementationToJudge {
  readonly plan: Plan;
  readonly repository: RepositoryView;
  readonly edits: readonly FileEdit[];
  readonly testPaths: readonly string[];
  /** False if the repository has no test runner at all. */
  readonly hasTestRunner: boolean;
  readonly otherFlagKeys?: readonly string[];
}

/** Says what is wrong with an implementation, in words that a model can act on; empty if the gate accepts it. */
export async function judgeImplementation(
  { redaction }: Pick<AgentDeps, 'redaction'>,
  { plan, otherFlagKeys = [], ...change }: ImplementationToJudge,
): Promise<readonly string[]> {
  const proposed = { kind: 'implement', plan: plannedChange(plan), otherFlagKeys, ...change } as const;
  const findings = await checkChange(proposed, redaction);
  return findings.map(findingWords);
}
