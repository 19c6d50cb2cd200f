import { listMarkdown } from '#agents/markdown.ts';
import { scoreForecast } from '#domain/design/forecast.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { rate, signedPercent } from '#domain/figures.ts';
import type { Plan } from '#domain/plan.ts';
import { shownComparisons } from '#features/analyse-experiment/facts.ts';
import { cell } from './markdown-parts.ts';

const PLACES = { inside: 'inside the range', below: 'below the range', above: 'above the range' } as const;

/** What the designer expected, and how that did by the last look; empty for plans without a forecast. */
export function forecastSection(experiment: Experiment, { reasoning, goal }: Plan): string {
  if (reasoning === undefined) return '';
  const { low, high } = reasoning.forecast;
  const last = latestSnapshot(experiment);
  const measured = (last === null ? [] : shownComparisons(last.analysis)).flatMap(
    ({ role, metric, variant, lift }) =>
      role === 'goal' && metric === goal.key && lift !== null ? [{ variant, lift }] : [],
  );
  const lines = measured.map(({ variant, lift }) => {
    const { place, score } = scoreForecast(reasoning.forecast, lift);
    return `\`${variant}\`: ${signedPercent(lift)} was measured, ${PLACES[place]}. Score ${rate(score)}`;
  });
  return `## Forecast\n\n${listMarkdown([
    `The ${reasoning.by === 'person' ? 'requester' : 'designer'} expected ${cell(goal.name)} to change by ${signedPercent(low)} to ${signedPercent(high)} in eight of ten such experiments`,
    ...(lines.length === 0 ? ['No lift was measured, so the forecast has no score'] : lines),
    'The score is the width of the range and ten times the distance of a lift outside it; less is better',
  ])}`;
}

/** Why the plan was as it was; empty for plans from before the designer was asked. */
export function reasoningLines({ reasoning, guardrails }: Plan): string {
  if (reasoning === undefined) return '';
  const { mechanism, disproof, guardrailReasons, citations, noneSimilar } = reasoning;
  return listMarkdown([
    `How it should work: ${cell(mechanism)}`,
    `Disproved if: ${cell(disproof)}`,
    ...guardrails.flatMap(({ metric }) => {
      const reason = guardrailReasons[metric.key];
      return reason === undefined ? [] : [`Guardrail ${cell(metric.name)}: ${cell(reason)}`];
    }),
    ...citations.map(({ key, title, stance }) => `\`${key}\` ${cell(title)} ${stance} it`),
    ...(noneSimilar === undefined ? [] : [`Past experiments are not alike: ${cell(noneSimilar)}`]),
  ]);
}
