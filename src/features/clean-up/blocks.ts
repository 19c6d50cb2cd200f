import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bullets, code, link } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { flagRemovalDue } from '#domain/clean-up/deploy-window.ts';
import { hasConfigurations } from '#domain/configurations/planned-configurations.ts';
import type { DecisionRecord } from '#domain/decision/state.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isShipmentPaused } from '#domain/launch/shipment.ts';
import { isFinished } from '#domain/status.ts';
import { renderFailure } from '#features/failure.ts';
import { pauseButton } from '#features/launch-experiment/pause-blocks.ts';
import { moment } from '#features/moment.ts';
import { outcomeSection } from '#features/outcome-words.ts';
import { planFollowUp } from '#features/propose-experiment/actions.ts';
import type { RenderContext } from '#features/render-context.ts';
import { openLink } from '#features/thread/actions.ts';
import { retryCleanUp } from './actions.ts';
import { endingWords } from './ending-words.ts';
import { leftSection, nextAfterMerge, partWords } from './flag-left-blocks.ts';

/** The pull request that takes the losing branch and the flag check out of the code. */
export function renderCleanUp(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const pull = experiment.cleanUp?.pullRequest ?? null;
  if (pull === null) return message({ text: 'No clean-up yet.', blocks: [section('No clean-up yet.')] });
  const head = `Clean-up pull request ${link(pull.url, `#${pull.number}`)} is open${partWords(experiment)}`;
  const next = nextAfterMerge(experiment);
  return message({
    text: `Clean-up pull request #${pull.number} is open${partWords(experiment)}: ${pull.url}. ${next}`,
    blocks: [
      ...decisionSection(experiment),
      section(`:broom: *${head}*\n${escapeMrkdwn(pull.summary)}`),
      section(bullets(pull.files.map((file) => code(file)))),
      ...leftSection(experiment),
      section(next),
      actions([openLink.button('Open pull request', pull.url), ...buttonsOf(context)]),
    ],
  });
}

/** The clean-up could not be written. */
export function renderCleanUpFailed(context: RenderContext): ChatMessage {
  return renderFailure(context, 'There is no clean-up pull request yet', retryCleanUp, false);
}

/** The decision that stands; null if there was none, or if the bot took the change back for harm. */
function standing({ decision, looks }: Experiment): DecisionRecord | null {
  return looks.harm === null ? decision.record : null;
}

/** What was decided: the message takes the place of the one that said so. None without a decision that stands. */
function decisionSection(experiment: Experiment): ChatMessage['blocks'] {
  const record = standing(experiment);
  return record === null ? [] : [outcomeSection(experiment, record)];
}

/** What can be done about an outcome until the experiment is completed, and after it. */
function buttonsOf(context: RenderContext) {
  const record = standing(context.experiment);
  if (record === null) return [];
  if (record.decision !== 'ship') return [planFollowUp.button(context, { label: 'Plan the follow-up' })];
  return isFinished(context.experiment.status) ? [] : [pauseButton(context)];
}

/** The code of a shipped change is clean, but what is deployed may still read the flag. */
export function renderFlagStays({ experiment }: RenderContext): ChatMessage {
  const pull = experiment.cleanUp?.pullRequest ?? null;
  const done =
    pull === null || pull.mergedAt === null
      ? `${goneWords(experiment)}.`
      : `Clean-up pull request #${pull.number} was merged.`;
  if (experiment.cleanUp?.revert !== undefined) {
    const next = `All users get the control once that is deployed. The flag stays on until ${untilRemoval(experiment)}. After that the bot removes it and completes the experiment.`;
    const commit = link(experiment.cleanUp.revert, 'Commit of the revert');
    return message({
      text: `${done} ${next}`,
      blocks: [
        ...decisionSection(experiment),
        section(`:leftwards_arrow_with_hook: *${done}*\n${next}\n${commit}`),
      ],
    });
  }
  if (hasConfigurations(experiment)) {
    const meanwhile =
      'The change is paused, so the flag stays until an approver resumes it. Without the flag, all users would get the change.';
    return message({
      text: meanwhile,
      blocks: [...decisionSection(experiment), section(`:warning: ${meanwhile}`)],
    });
  }
  if (isShipmentPaused(experiment)) {
    const meanwhile = `The change is paused, but ${endingWords(experiment).paused}: when it is deployed, all users get the change. If they must not, do not deploy it, and revert the merge.`;
    return message({
      text: `${done} ${meanwhile}`,
      blocks: [...decisionSection(experiment), section(`:warning: *${done}*\n${meanwhile}`)],
    });
  }
  const next = `The flag stays on until ${untilRemoval(experiment)}, ${endingWords(experiment).stays}. After that the bot removes the flag and completes the experiment.`;
  return message({
    text: `${done} ${next}`,
    blocks: [...decisionSection(experiment), section(`:broom: *${done}*\n${next}`)],
  });
}

function untilRemoval(experiment: Experiment): string {
  return moment(flagRemovalDue(experiment) ?? 0, '{date_short_pretty} at {time}');
}

/** Why no file holds the flag although no clean-up was merged. */
function goneWords(experiment: Experiment): string {
  const { cleanUp, code } = experiment;
  const revert = cleanUp?.revert;
  const { goneByHand, goneByRevert } = endingWords(experiment);
  return revert === undefined
    ? goneByHand
    : `${goneByRevert}: pull request #${code?.pullRequest.number ?? ''} was reverted`;
}

/** The end: the outcome, and that no code and no flag is left. */
export function renderCompleted(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const isShipped = experiment.looks.harm === null && standing(experiment)?.decision === 'ship';
  const isReverted = isShipped && experiment.cleanUp?.revert !== undefined;
  const merged = (experiment.cleanUp?.pullRequest?.mergedAt ?? null) !== null;
  const { shipped, kept, unmerged } = endingWords(experiment);
  const known = isShipped ? shipped : kept;
  const clean =
    (merged ? null : unmerged) ?? (isReverted ? 'The change, its code and its flag are gone again.' : known);
  const why = merged ? '' : ` ${goneWords(experiment)}.`;
  const record = standing(experiment);
  const icon = record?.decision === 'ship' ? ':tada:' : ':checkered_flag:';
  const outcome = summaryOf(experiment);
  const buttons = buttonsOf(context);
  return message({
    text: `Completed. ${outcome} ${clean}${why}`,
    blocks: [
      ...decisionSection(experiment),
      section(`${icon} *Completed.${record === null ? ` ${outcome}` : ''} ${clean}*${why}`),
      ...(buttons.length === 0 ? [] : [actions(buttons)]),
    ],
  });
}

function summaryOf(experiment: Experiment): string {
  if (experiment.looks.harm !== null)
    return 'The experiment was stopped for harm, and all users keep the control.';
  switch (standing(experiment)?.decision) {
    case 'ship':
      return 'The change was shipped to all users.';
    case 'kill':
      return 'The change was killed, and all users keep the control.';
    default:
      return 'No treatment was shipped, and all users keep the control.';
  }
}
