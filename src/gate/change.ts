import type { FileEdit, RepositoryView } from '#ports/code-host.ts';
import type { Reason } from './reasons.ts';

/** What the gate has to know of the plan. */
export interface PlannedChange {
  readonly flagKey: string;
  /** Key of the variant that is today's behaviour. */
  readonly control: string;
  /** Keys of the other variants. */
  readonly treatments: readonly string[];
}

interface Proposed {
  /** The repository as it is before the change, at one commit. */
  readonly repository: RepositoryView;
  readonly plan: PlannedChange;
  /** Whole new contents, or null for a deletion. */
  readonly edits: readonly FileEdit[];
  /** The tests that the author of the change names as its own; a source file with tests in it counts. */
  readonly testPaths: readonly string[];
}

/** A change that puts the planned one behind the flag. */
export interface ProposedImplementation extends Proposed {
  readonly kind: 'implement';
  /** False if the repository has no test runner at all: only then a change without tests is right. */
  readonly hasTestRunner: boolean;
}

/** A change that takes the flag out after the experiment. */
export interface ProposedCleanUp extends Proposed {
  readonly kind: 'clean-up';
  /** Key of the variant that stays for all users. */
  readonly kept: string;
  /** Paths that the experiment's own pull request changed or added. */
  readonly pullRequest: readonly string[];
}

export type ProposedChange = ProposedImplementation | ProposedCleanUp;

/** One reason why the change may not be proposed. */
export interface Finding {
  readonly code: Reason;
  /** The file that it concerns; null if none in particular. */
  readonly path: string | null;
  /** What is wrong and what would be right, in words that an author can act on. */
  readonly sentence: string;
}
