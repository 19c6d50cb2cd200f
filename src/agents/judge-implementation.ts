import type { AgentDeps } from '#agents/ask.ts';
import { findingWords } from '#agents/finding-words.ts';
import { plannedChange } from '#agents/planned-change.ts';
import type { Plan } from '#domain/plan.ts';
import type { ProposedImplementation } from '#gate/change.ts';
import { checkChange } from '#gate/check-change.ts';
import { flagPlaces } from '#gate/implement/flag-places.ts';
import type { FileEdit, RepositoryView } from '#ports/code-host.ts';

/** A change that puts an experiment behind its flag, as whole files. */
export interface ImplementationToJudge {
  readonly plan: Plan;
  readonly repository: RepositoryView;
  readonly edits: readonly FileEdit[];
  readonly testPaths: readonly string[];
  /** False if the repository has no test runner at all. */
  readonly hasTestRunner: boolean;
}

function proposed({ plan, ...change }: ImplementationToJudge): ProposedImplementation {
  return { kind: 'implement', plan: plannedChange(plan), ...change };
}

/** Says what is wrong with an implementation, in words that a model can act on; empty if the gate accepts it. */
export async function judgeImplementation(
  { redaction }: Pick<AgentDeps, 'redaction'>,
  change: ImplementationToJudge,
): Promise<readonly string[]> {
  const findings = await checkChange(proposed(change), redaction);
  return findings.map(findingWords);
}

/** The places at which an implementation asks for the variant, `path:line`. */
export async function readingPlaces(change: ImplementationToJudge): Promise<readonly string[]> {
  const places = await flagPlaces(proposed(change));
  return places.map(({ path, line }) => `${path}:${line}`);
}
