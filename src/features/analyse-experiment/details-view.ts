import type { ModalView } from '@slack/types';
import { context, section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bold, bullets, code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { modal } from '#block-kit/view.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { percent } from '#domain/figures.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Plan } from '#domain/plan.ts';
import type { Comparison, RefusedComparison } from '#stats/engine/analysis.ts';
import type { ComparisonDetail } from '#stats/engine/details.ts';
import { adviceBlocks } from './advice-blocks.ts';
import { criteriaLines } from './criteria-lines.ts';
import { detailLines, unjudgedWords } from './detail-lines.ts';
import { foundSections, recordSections, unitsSection } from './details-sections.ts';
import { metricOf, provenWords } from './facts.ts';
import { opinionNote } from './opinion-words.ts';
import { overlapSections } from './overlap-sections.ts';
import { segmentSections } from './segment-sections.ts';
import { stakesBlocks } from './stakes-blocks.ts';
import { trendSections } from './trend-sections.ts';
import { trialSections } from './trial-sections.ts';

/** Most comparisons that a view shows: Slack takes 100 blocks, and the rest needs up to 30. */
const MOST = 60;

/**
 * Everything that a look knows: what it found and what that means, the criteria, every figure with what stands behind it, and what
 * decides nothing. Its message holds a part of it alone. Pure.
 */
export function detailsView(experiment: Experiment, snapshot: AnalysisSnapshot): ModalView {
  const { plan } = designOf(experiment);
  const { analysis, details } = snapshot;
  const seen = percent(Math.min(1, analysis.informationFraction));
  const shown = analysis.show === 'progress' ? [] : analysis.comparisons.slice(0, MOST);
  return modal({
    title: `Details of look ${analysis.look}`,
    callbackId: 'look_details',
    close: 'Close',
    blocks: [
      context([`Look ${analysis.look} of ${analysis.plannedLooks} · ${seen} of the registered sample`]),
      ...foundSections(plan, snapshot),
      ...stakesBlocks(plan, snapshot),
      ...adviceBlocks(plan, snapshot),
      ...unitsSection(plan, snapshot),
      section(criteriaLines(plan, snapshot.verdict.criteria)),
      ...(shown.length === 0 ? [section('Effects stay hidden at this look.')] : []),
      ...shown.map((one) => comparisonSection(plan, one, detailOf(one, details?.comparisons ?? []))),
      ...trialSections(plan, snapshot),
      ...opinionBlocks(plan, snapshot),
      ...trendSections(plan, details?.trends ?? []),
      ...segmentSections(plan, details?.segments ?? null),
      ...overlapSections(details?.overlaps ?? []),
      ...recordSections(experiment, plan, snapshot),
    ],
  });
}

function detailOf(
  { metric, variant }: Comparison | RefusedComparison,
  details: readonly ComparisonDetail[],
): ComparisonDetail | null {
  return details.find((one) => one.metric === metric && one.variant === variant) ?? null;
}

function comparisonSection(
  plan: Plan,
  comparison: Comparison | RefusedComparison,
  detail: ComparisonDetail | null,
) {
  const { metric, role, variant } = comparison;
  const name = bold(`${metricOf(plan, metric)?.name ?? metric} (${role})`);
  const proven = comparison.kind === 'ok' ? provenWords(comparison) : 'cannot be judged';
  const lines =
    comparison.kind === 'ok' ? detailLines(plan, comparison, detail) : [unjudgedWords(comparison)];
  return section(`${name} · ${code(variant)}: ${proven}\n${bullets(lines.map(escapeMrkdwn))}`);
}

function opinionBlocks(plan: Plan, { details }: AnalysisSnapshot): ChatMessage['blocks'] {
  if (details === undefined || details.comparisons.length === 0) return [];
  const best = Object.entries(details.chanceBest ?? {}).map(
    ([variant, chance]) => `${code(variant)} ${percent(chance)}`,
  );
  const line = `Chance of the best ${escapeMrkdwn(plan.goal.name)}: ${best.join(', ')}`;
  return [...(best.length === 0 ? [] : [section(line)]), context([opinionNote()])];
}
