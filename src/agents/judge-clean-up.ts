import type { AgentDeps } from '#agents/ask.ts';
import { findingWords } from '#agents/finding-words.ts';
import { plannedChange } from '#agents/planned-change.ts';
import type { Plan } from '#domain/plan.ts';
import { checkChange } from '#gate/check-change.ts';
import type { FileEdit, RepositoryView } from '#ports/code-host.ts';

/** A change that takes an experiment out, as whole files. */
export interface CleanUpToJudge {
  readonly plan: Plan;
  /** Key of the variant that stays. */
  readonly kept: string;
  readonly repository: RepositoryView;
  readonly edits: readonly FileEdit[];
  readonly testPaths: readonly string[];
  /** Paths that the experiment's own pull request changed or added. */
  readonly pullRequest: readonly string[];
}

/** Says what is wrong with a clean-up, in words that a model can act on; empty if the gate accepts it. */
export async function judgeCleanUp(
  { redaction }: Pick<AgentDeps, 'redaction'>,
  { plan, ...change }: CleanUpToJudge,
): Promise<readonly string[]> {
  const proposed = { kind: 'clean-up', plan: plannedChange(plan), ...change } as const;
  const findings = await checkChange(proposed, redaction);
  return findings.map(findingWords);
}
