import { code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { count } from '#domain/figures.ts';
import type { Metric } from '#domain/metric.ts';

/** Too many units without a variant: what happened, what it means, what to do. Plain text. */
export function withoutVariantWords(units: number, expected: number): string {
  const outside =
    expected === 0 ? '' : `, and the share of the traffic explains only about ${count(expected)}`;
  return `${count(units)} units met the flag without a variant${outside}. They count in no variant. Check that every service that reads the flag can load it.`;
}

/** Values of a metric that are no number. In Slack's markup. */
export function unusableWords(metric: Metric, values: number): string {
  const told = values === 1 ? '1 value' : `${count(values)} values`;
  const mean = values === 1 ? 'is no number and counts as 0' : 'are no numbers and count as 0';
  return `${told} of ${escapeMrkdwn(metric.name)} ${mean}. Send numbers in ${propertiesOf(metric)}.`;
}

/** The properties that a metric sums, as its events name them. */
function propertiesOf(metric: Metric): string {
  const measures = metric.denominator === undefined ? [metric] : [metric, metric.denominator];
  const summed = measures.filter(
    ({ property, aggregate = 'sum' }) => property !== null && aggregate === 'sum',
  );
  return summed.map(({ event, property }) => `${code(property ?? '')} of ${code(event)}`).join(' and ');
}
