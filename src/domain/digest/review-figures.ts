import { scoreOf } from '#domain/backlog/priority.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { PastOutcome } from '#domain/memory/past-experiment.ts';
import { type Concluded, concludedOf } from './concluded.ts';
import { type HealthRow, healthFigures } from './health-figures.ts';
import { type DigestItem, type DigestWindow, isWithin, itemOf } from './item.ts';

/** What an experiment showed: its outcome, and the lift of its goal in the wanted direction. */
export interface Learning extends DigestItem {
  readonly outcome: Exclude<PastOutcome, 'cancelled'>;
  readonly isProven: boolean;
  readonly goal: string;
  readonly lift: number | null;
}

/** The agenda of a review. */
export interface ReviewFigures extends DigestWindow {
  /** Decisions that are due, the longest wait first. */
  readonly decisions: readonly (DigestItem & { readonly since: number })[];
  /** What needs a look: something is wrong with it. */
  readonly troubles: readonly HealthRow[];
  /** Ideas of the backlog with a score, the highest first. */
  readonly ideas: readonly (DigestItem & { readonly score: number })[];
  readonly learnings: readonly Learning[];
}

/** The figures of a review. Pure. */
export function reviewFigures(experiments: readonly Experiment[], window: DigestWindow): ReviewFigures {
  const due = experiments.filter(({ status }) => status === 'deciding');
  return {
    ...window,
    decisions: due
      .map((experiment) => ({ ...itemOf(experiment), since: experiment.waiting?.since ?? window.until }))
      .toSorted((one, other) => one.since - other.since),
    // A decision that waits long is on the agenda already.
    troubles: healthFigures(
      experiments.filter(({ status }) => status !== 'deciding'),
      window.until,
    ).rows,
    ideas: experiments
      .flatMap((experiment) =>
        experiment.status === 'backlog' && experiment.proposal.priority !== undefined
          ? [{ ...itemOf(experiment), score: scoreOf(experiment.proposal.priority) }]
          : [],
      )
      .toSorted((one, other) => other.score - one.score || (one.key < other.key ? -1 : 1)),
    learnings: experiments
      .flatMap((experiment) => concludedOf(experiment) ?? [])
      .filter(({ at }) => isWithin(window, at))
      .toSorted((one, other) => one.at - other.at)
      .map(learningOf),
  };
}

function learningOf({ item, goalName, outcome, isProven, effect }: Concluded): Learning {
  const goal = effect?.name ?? goalName;
  return { ...item, outcome, isProven, goal, lift: effect?.estimate ?? null };
}
