import { flagDebtSince } from '#domain/clean-up/flag-debt.ts';
import type { Experiment } from '#domain/experiment.ts';
import { wentOutAt } from '#domain/launch/state.ts';
import { type Concluded, concludedOf } from './concluded.ts';
import { type DigestItem, itemOf } from './item.ts';

/** All that the figures of a month or a quarter need of one experiment: little enough to be kept of every experiment. Moments in milliseconds since the Unix epoch. */
export interface MonthlyPart {
  readonly item: DigestItem;
  /** When it went out to its first units; null before. */
  readonly startedAt: number | null;
  /** Null while it has no outcome, and if it was cancelled. */
  readonly concluded: Concluded | null;
  /** Since when its flag waits for the clean-up; null if it does not. */
  readonly flagSince: number | null;
}

/** What an experiment adds to the figures, as its state says. */
export function monthlyPartOf(experiment: Experiment): MonthlyPart {
  const { launch } = experiment;
  return {
    item: itemOf(experiment),
    startedAt: launch === null ? null : wentOutAt(launch),
    concluded: concludedOf(experiment),
    flagSince: flagDebtSince(experiment),
  };
}
