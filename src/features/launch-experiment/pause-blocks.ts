import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { type Experiment, launchOf } from '#domain/experiment.ts';
import { percent } from '#domain/figures.ts';
import { settingAt } from '#domain/launch/setting-now.ts';
import { isShipmentPaused, isShipped } from '#domain/launch/shipment.ts';
import type { LaunchState } from '#domain/launch/state.ts';
import type { RenderContext } from '#features/render-context.ts';
import { reasonOf } from '#features/said.ts';
import { shipmentWords } from '#features/shipment-words.ts';
import { pauseExperiment, resumeExperiment } from './actions.ts';

/** The button that switches the change off for now. Any person may press it. */
export function pauseButton(context: RenderContext) {
  return pauseExperiment.button(context, { label: 'Pause', style: 'danger' });
}

/** It is stopped for now. */
export function renderPaused(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const { pause } = launchOf(experiment);
  const by = pause?.person == null ? '' : ` by ${mention(pause.person)}`;
  const text = `Paused${by}${whyPaused(pause)}. ${meaning(experiment)}`;
  return message({
    text,
    blocks: [
      section(`:double_vertical_bar: ${text}`),
      actions([resumeExperiment.button(context, { label: 'Resume', style: 'primary' })]),
    ],
  });
}

/** The words of a person stand in quotation marks, those of the bot do not. */
function whyPaused(pause: LaunchState['pause']): string {
  if (pause === null) return '';
  return pause.person === null
    ? `: ${escapeMrkdwn(pause.reason.replace(/\.$/, ''))}`
    : reasonOf(pause.reason);
}

function meaning(experiment: Experiment): string {
  if (!isShipmentPaused(experiment)) {
    const asks = launchOf(experiment).pause?.from === 'deciding' ? ' The report above waits for that.' : '';
    return `No user meets the change until an approver resumes it.${asks}`;
  }
  const pull = experiment.cleanUp?.pullRequest ?? null;
  const isOpen = pull !== null && pull.mergedAt === null && pull.closedAt === null;
  const merge = isOpen
    ? ` Do not merge clean-up pull request #${pull.number} until then: it makes the change final.`
    : '';
  return `The shipped change is off, and all users get the control. The clean-up waits until an approver resumes it.${merge}`;
}

/** On again, as it was before the pause. */
export function renderResumed({ experiment }: RenderContext): ChatMessage {
  const text = `Resumed${resumedWords(experiment)}`;
  return message({ text, blocks: [section(`:arrow_forward: ${text}`)] });
}

function resumedWords(experiment: Experiment): string {
  if (isShipped(experiment)) {
    const step = shipmentWords(experiment);
    return step === null
      ? ': all users get the shipped change again, and the clean-up goes on.'
      : `: ${step}`;
  }
  const share = percent(settingAt(experiment, experiment.status).rollout);
  if (experiment.status === 'deciding')
    return ` on ${share} of the traffic. The report above asks for a decision.`;
  return ` on ${share} of the traffic. The pause does not count as running time, so the remaining looks come that much later.`;
}
