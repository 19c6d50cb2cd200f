import type { Experiment } from '#domain/experiment.ts';
import { renderCard } from '#features/thread/card.ts';
import { mrkdwnOf } from '#test/features/lint.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

/** All that a card says, as Slack gets it. */
export function textOfCard(experiment: Experiment, now: number): string {
  return mrkdwnOf(renderCard(experiment, now)).join('\n');
}

/** The examples, by name. */
export const STATUSES_SHOWN = Object.keys(EXAMPLES).filter(
  (name): name is keyof typeof EXAMPLES => name in EXAMPLES,
);
