import { laterWeight } from '#domain/amendments/extension.ts';
import type { Amendment } from '#domain/amendments/state.ts';
import type { Experiment } from '#domain/experiment.ts';

/** What an extension means for the effects. */
export function weightWords(experiment: Experiment): string {
  const weight = laterWeight(experiment);
  return weight > 0.995
    ? 'The error rate stays as promised.'
    : `The error rate stays as promised: in the effects, what comes after the newest look weighs ${weight.toFixed(2)} of what was seen before.`;
}

/** Every amendment of the plan in a sentence, oldest first, for reports and records. Plain text, not escaped. */
export function amendmentLines(experiment: Experiment): readonly string[] {
  return (experiment.design?.amendments ?? []).map((amendment) => {
    const when = amendment.looks === 0 ? 'before the first look' : `after look ${amendment.looks}`;
    return `Amended ${when}: ${changeWords(experiment, amendment)}`;
  });
}

function changeWords(experiment: Experiment, { change }: Amendment): string {
  return `${change.to} instead of ${change.from} days of running. ${weightWords(experiment)}`;
}
