import { laterWeight } from '#domain/amendments/extension.ts';
import type { Amendment } from '#domain/amendments/state.ts';
import type { Experiment } from '#domain/experiment.ts';
import { percent } from '#domain/figures.ts';
import { plannedMetrics } from '#domain/plan.ts';

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

/** What an amendment changes, and what that makes exploratory. Plain text, not escaped. */
export function changeWords(experiment: Experiment, { change }: Pick<Amendment, 'change'>): string {
  const plan = experiment.design?.plan;
  const nameOf = (key: string) =>
    (plan === undefined ? [] : plannedMetrics(plan)).find((metric) => metric.key === key)?.name ?? key;
  switch (change.kind) {
    case 'days':
      return `${change.to} instead of ${change.from} days of running. ${weightWords(experiment)}`;
    case 'margin':
      return `${nameOf(change.metric)} may get worse by ${percent(change.to)} instead of ${percent(change.from)}. It is exploratory: its margin was not registered from the start.`;
    case 'add-secondary':
      return `${change.metric.name} is a secondary metric too. It is exploratory: it was not registered from the start.`;
    case 'remove-secondary':
      return `${nameOf(change.metric)} is no longer a secondary metric.`;
    case 'owner':
      return 'The experiment has another owner.';
  }
}
