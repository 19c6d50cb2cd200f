import type { DraftState } from '#domain/code/draft.ts';
import type { CodeState } from '#domain/code/state.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';

/** What the work at a further commit takes. */
export type ReviseNeeds = Pick<
  CoPilot,
  'load' | 'execute' | 'agents' | 'codeHost' | 'codeReview' | 'clock' | 'log'
>;

/** The pull request that a revision works at. */
export interface DraftAt {
  readonly experiment: Experiment;
  readonly code: CodeState;
  readonly draft: DraftState;
  readonly repository: string;
  readonly number: number;
}
