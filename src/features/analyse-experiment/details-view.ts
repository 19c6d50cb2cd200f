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
import { unjudgedWords } from './comparison-blocks.ts';
import { detailLines } from './detail-lines.ts';
import { metricOf, provenWords } from './facts.ts';
import { opinionNote } from './opinion-words.ts';
import { overlapSections } from './overlap-sections.ts';
import { segmentSections } from './segment-sections.ts';
import { trendSections } from './trend-sections.ts';

/** Most comparisons that a view shows: Slack takes 100 blocks. */
const MOST = 60;

/** Everything that a look knows beyond its report: figures, what stands behind them, and what decides nothing. Pure. */
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
      ...(shown.length === 0 ? [section('Effects stay hidden at this look.')] : []),
      ...shown.map((one) => comparisonSection(plan, one, detailOf(one, details?.comparisons ?? []))),
      ...opinionBlocks(plan, snapshot),
      ...trendSections(plan, details?.trends ?? []),
      ...segmentSections(plan, details?.segments ?? null),
      ...overlapSections(details?.overlaps ?? []),
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
