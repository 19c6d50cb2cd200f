import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bullets } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { designOf, latestSnapshot } from '#domain/experiment.ts';
import { count, pValue } from '#domain/figures.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Plan } from '#domain/plan.ts';
import { inCardMenu } from '#features/card-menu-words.ts';
import { pauseButton } from '#features/launch-experiment/pause-blocks.ts';
import { notificationText } from '#features/notification.ts';
import type { RenderContext } from '#features/render-context.ts';
import { titleOf } from '#features/title.ts';
import { unattendedBlocks } from '#features/unattended-words.ts';
import { showDetails } from './actions.ts';
import { causeLines, integrityMentions } from './alert-blocks.ts';
import { decisionButtons } from './decision-buttons.ts';
import { unitsLine } from './details-sections.ts';
import { decisionHeadline, lookHeadline, lookWords } from './look-headline.ts';
import { closingLines, decisionBlocks, nextWords, reportBlocks } from './report-blocks.ts';
import { lookPictures, reportPictures, withPictures } from './report-pictures.ts';

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
  return withSnapshot(context, latestSnapshot(experiment), (snapshot, plan) => {
    const next = nextWords(experiment, snapshot);
    return message({
      text: notificationText(lookHeadline(plan, snapshot), titleOf(experiment)),
      blocks: [
        ...withPictures(context, reportBlocks(plan, snapshot), lookPictures),
        detailsBlock(context, closingLines(experiment, plan, snapshot, next)),
      ],
    });
  });
}

/** A scheduled look on which the rules recommend to act: a person decides by a button. */
export function renderDecision(context: RenderContext): ChatMessage {
  const { experiment } = context;
  return withSnapshot(context, latestSnapshot(experiment), (snapshot, plan) => {
    const look = escapeMrkdwn(lookWords(snapshot.analysis));
    return message({
      text: notificationText(decisionHeadline(plan, snapshot), titleOf(experiment)),
      blocks: [
        ...withPictures(context, decisionBlocks(plan, snapshot), reportPictures),
        detailsBlock(context, `${look} · ${closingLines(experiment, plan, snapshot, '')}`),
        actions(decisionButtons(context, snapshot)),
        ...unattendedBlocks(experiment),
      ],
    });
  });
}

/** The way to the details of a look, beside its last lines. No stamp takes it away, because it decides nothing. */
function detailsBlock(context: RenderContext, lines: string): ChatMessage['blocks'][number] {
  return section(lines, { accessory: showDetails.button(context, { label: 'Details' }) });
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
    const pause = experiment.status === 'paused' ? '' : ` ${inCardMenu('Pause')} stops it meanwhile.`;
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
