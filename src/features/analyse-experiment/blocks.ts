import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bullets } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { designOf, latestSnapshot } from '#domain/experiment.ts';
import { count, pValue } from '#domain/figures.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Plan } from '#domain/plan.ts';
import { pauseButton } from '#features/launch-experiment/pause-blocks.ts';
import type { RenderContext } from '#features/render-context.ts';
import { unattendedBlocks } from '#features/unattended-words.ts';
import type { Analysis } from '#stats/engine/analysis.ts';
import { showDetails } from './actions.ts';
import { adviceBlocks } from './advice-blocks.ts';
import { causeLines, integrityMentions } from './alert-blocks.ts';
import { decisionButtons } from './decision-buttons.ts';
import { opinionLine } from './opinion-words.ts';
import { reportBlocks, reportHeadline, unitsLine } from './report-blocks.ts';
import { withPictures } from './report-pictures.ts';
import { stakesBlocks } from './stakes-blocks.ts';

function withSnapshot(
  { experiment }: RenderContext,
  snapshot: AnalysisSnapshot | null,
  render: (snapshot: AnalysisSnapshot, plan: Plan) => ChatMessage,
): ChatMessage {
  if (snapshot === null) {
    return message({ text: 'There is no look yet.', blocks: [section('There is no look yet.')] });
  }
  return render(snapshot, designOf(experiment).plan);
}

/** A scheduled look that asks for nothing. */
export function renderReport(context: RenderContext): ChatMessage {
  const { experiment } = context;
  return withSnapshot(context, latestSnapshot(experiment), (snapshot, plan) =>
    message({
      text: reportHeadline(experiment, plan, snapshot),
      blocks: [
        ...withPictures(context, reportBlocks(experiment, plan, snapshot, adviceBlocks(plan, snapshot))),
        ...detailsBlocks(context, snapshot, null),
      ],
    }),
  );
}

/** A scheduled look on which the rules recommend to act: a person decides by a button. */
export function renderDecision(context: RenderContext): ChatMessage {
  const { experiment } = context;
  return withSnapshot(context, latestSnapshot(experiment), (snapshot, plan) =>
    message({
      text: `Decision needed. ${reportHeadline(experiment, plan, snapshot)}`,
      blocks: [
        ...withPictures(context, reportBlocks(experiment, plan, snapshot, meaningOf(plan, snapshot))),
        ...detailsBlocks(context, snapshot, opinionLine(plan, snapshot)),
        actions(decisionButtons(context, snapshot)),
        ...unattendedBlocks(experiment),
      ],
    }),
  );
}

/** What a decision means and what may be done beside it. */
function meaningOf(plan: Plan, snapshot: AnalysisSnapshot): ChatMessage['blocks'] {
  return [...stakesBlocks(plan, snapshot), ...adviceBlocks(plan, snapshot)];
}

/** The way to the details of a look. No stamp takes it away, because it decides nothing. */
function detailsBlocks(
  context: RenderContext,
  { analysis, details }: AnalysisSnapshot,
  beside: string | null,
): ChatMessage['blocks'] {
  if (analysis.show === 'progress' && details === undefined) return [];
  const accessory = showDetails.button(context, { label: 'Details' });
  return [section(beside ?? detailsWords(analysis, details), { accessory })];
}

/** What the details of a look hold. */
function detailsWords({ show }: Analysis, details: AnalysisSnapshot['details']): string {
  if (show === 'progress') return 'The split in parts:';
  const hasOpinion = details?.comparisons.some(({ opinion }) => opinion !== undefined) === true;
  return hasOpinion ? 'Raw figures, methods and a second opinion:' : 'Raw figures and methods:';
}

/** The first day: the split and the data, no effects. */
export function renderProgress(context: RenderContext): ChatMessage {
  const { experiment } = context;
  return withSnapshot(context, experiment.looks.watch, (snapshot, plan) => {
    const units = Object.values(snapshot.analysis.units).reduce((sum, value) => sum + value, 0);
    const text = `First day: ${count(units)} of ${count(plan.sizing.plannedUnits)} units. Effects stay hidden until the first look.`;
    return message({ text, blocks: [section(`:seedling: ${text}`), section(unitsLine(plan, snapshot))] });
  });
}

/** The split or the data are broken: nothing may be read until it is mended. */
export function renderHealthAlarm(context: RenderContext): ChatMessage {
  const { experiment } = context;
  return withSnapshot(context, experiment.looks.watch, (snapshot, plan) => {
    const broken = snapshot.analysis.health.checks.filter(({ state }) => state === 'not-met');
    const lines = broken.map(({ key, figures }) => {
      const p = figures['pValue'];
      return `${HEALTH_WORDS[key]}${p === undefined ? '' : ` (p ${escapeMrkdwn(pValue(p))})`}.`;
    });
    const head = 'The data of this experiment are not sound, so its effects stay hidden.';
    const pause =
      experiment.status === 'paused' ? '' : ` \`/experiment pause ${experiment.key}\` stops it meanwhile.`;
    const advice = `Look for a cause (a redirect, a bot filter, a crash in one variant).${pause}`;
    return message({
      text: `${integrityMentions(experiment)}${head} ${lines.join(' ')} ${advice}`,
      blocks: [
        section(
          `:rotating_light: ${integrityMentions(experiment)}*${head}*\n${bullets(lines)}${causeLines(experiment)}\n${advice}`,
        ),
        section(unitsLine(plan, snapshot)),
        actions([pauseButton(context)]),
      ],
    });
  });
}

const HEALTH_WORDS = {
  'sample-ratio': 'The split is not as planned: sample ratio mismatch',
  'multiple-exposure': 'Too many units met more than one variant',
  traffic: 'Too few units arrive',
  'data-arriving': 'A metric has no data',
} as const;
