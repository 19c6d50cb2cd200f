import { listMarkdown } from '#agents/markdown.ts';
import type { Experiment } from '#domain/experiment.ts';
import { pValue, signedBounds, signedPercent } from '#domain/figures.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Plan } from '#domain/plan.ts';
import {
  headlineWords,
  intervalLevel,
  levelOf,
  metricOf,
  provenWords,
  shownComparisons,
} from '#features/analyse-experiment/facts.ts';
import { TRIALS_NOTE, trialWords } from '#features/analyse-experiment/trial-words.ts';
import type { Comparison } from '#stats/engine/analysis.ts';
import { cell, table } from './markdown-parts.ts';

/** Results, guardrails and segments: every look as its report told it. */
export function lookSections(experiment: Experiment, plan: Plan): readonly string[] {
  const { snapshots } = experiment.looks;
  const results =
    snapshots.length === 0
      ? 'No look was taken, so no effect was read.'
      : snapshots.map((snapshot) => lookPart(plan, snapshot)).join('\n\n');
  return [
    `## Results\n\n${results}`,
    guardrailSection(plan, snapshots.at(-1) ?? null),
    segmentSection(plan, snapshots.at(-1) ?? null),
  ];
}

function lookPart(plan: Plan, snapshot: AnalysisSnapshot): string {
  const { analysis } = snapshot;
  const shown = shownComparisons(analysis);
  const last = analysis.final ? ', the registered end' : '';
  const head = `### Look ${analysis.look} of ${analysis.plannedLooks}${last}\n\n${cell(headlineWords(plan, snapshot))}`;
  if (shown.length === 0) return `${head}\n\nIts effects were not read.`;
  const figures = table(
    ['metric', 'variant', 'control', 'treatment', 'lift', 'interval', 'adjusted p', 'proven'],
    shown.map((comparison) => comparisonRow(plan, comparison)),
  );
  return [head, figures, ...trialParts(plan, snapshot)].join('\n\n');
}

/** The trials of a file experiment; nothing for others. */
function trialParts(plan: Plan, snapshot: AnalysisSnapshot): readonly string[] {
  const all = trialWords(plan, snapshot);
  if (all.length === 0) return [];
  const lists = all.map(
    ({ head, variant, lines }) =>
      `Trials of \`${variant}\`, ${cell(head)}:\n\n${listMarkdown(lines.map(cell))}`,
  );
  return [...lists, TRIALS_NOTE];
}

function comparisonRow(plan: Plan, comparison: Comparison): readonly string[] {
  const { metric, variant, role, lift, liftInterval, adjustedPValue } = comparison;
  return [
    `${metricOf(plan, metric)?.name ?? metric} (${role})`,
    variant,
    levelOf(plan, metric, comparison.controlMean),
    levelOf(plan, metric, comparison.treatmentMean),
    lift === null ? '' : signedPercent(lift),
    liftInterval === null ? '' : `${signedBounds(liftInterval)} (${intervalLevel(comparison)})`,
    adjustedPValue === null ? '' : pValue(adjustedPValue),
    provenWords(comparison),
  ];
}

/** The goal by segment at the last look: exploratory, corrected for all segments, and nothing of it decided. */
function segmentSection({ dimensions = [] }: Plan, last: AnalysisSnapshot | null): string {
  const segments = last?.details?.segments ?? [];
  if (segments.length === 0) {
    const none = dimensions.length === 0 ? 'None were registered.' : 'They were not read at the last look.';
    return `## Segments\n\n${none}`;
  }
  const rows = segments.flatMap(({ dimension, effects }) =>
    effects.map(({ value, variant, lift, adjustedPValue, proven }) => [
      dimension,
      value ?? 'none',
      variant,
      lift === null ? '' : signedPercent(lift),
      adjustedPValue === null ? '' : pValue(adjustedPValue),
      proven ? 'proven' : 'not proven',
    ]),
  );
  const shown = segments.map(
    ({ dimension, shown: values, hidden }) =>
      `${cell(dimension)}: ${values.length} shown, ${hidden} left out, beyond the ten largest or too small`,
  );
  const figures =
    rows.length === 0
      ? []
      : [table(['dimension', 'segment', 'variant', 'lift', 'adjusted p', 'difference'], rows)];
  return ['## Segments', 'Exploratory: they decided nothing.', listMarkdown(shown), ...figures].join('\n\n');
}

/** What became of each guardrail at the last look; one that could not be judged says so. */
function guardrailSection(plan: Plan, last: AnalysisSnapshot | null): string {
  if (plan.guardrails.length === 0) return '## Guardrails\n\nThe plan has none.';
  const shown = last === null ? [] : shownComparisons(last.analysis);
  const lines = plan.guardrails.map(({ metric }) => {
    const found = shown.filter((one) => one.role === 'guardrail' && one.metric === metric.key);
    const words = found.map((one) => `${one.variant} ${provenWords(one)}`).join('; ');
    return `${cell(metric.name)}: ${words === '' ? 'could not be judged' : words}`;
  });
  return `## Guardrails\n\n${listMarkdown(lines)}`;
}
