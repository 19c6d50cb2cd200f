import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { inCardMenu } from '#features/card-menu-words.ts';
import { retryCleanUp } from '#features/clean-up/actions.ts';
import { canaryShare, launchButton } from '#features/launch-button.ts';
import { plannedWords } from '#features/planned-words.ts';
import type { RenderContext } from '#features/render-context.ts';

/** The code is merged behind its flag, or the flag carries what differs; an approver may launch. */
export function renderMerged(context: RenderContext): ChatMessage {
  const pullRequest = context.experiment.code?.pullRequest;
  if (pullRequest === undefined) return renderConfigured(context);
  const by = pullRequest.mergedBy === null ? '' : ` by ${escapeMrkdwn(pullRequest.mergedBy)}`;
  const next = nextWords(context);
  return message({
    text: `Pull request #${pullRequest.number} was merged${by}. ${next}`,
    blocks: [
      section(`:twisted_rightwards_arrows: *Pull request #${pullRequest.number} was merged${by}.*\n${next}`),
      actions([launchButton(context)]),
    ],
  });
}

function nextWords({ experiment }: RenderContext): string {
  return `The flag is off. Launch starts with a canary of ${canaryShare(experiment)} of the units. The planned split follows when the canary passes its checks.${plannedWords(experiment)}`;
}

function renderConfigured(context: RenderContext): ChatMessage {
  const text = 'The flag has a configuration for each variant, and no code is needed.';
  const next = nextWords(context);
  return message({
    text: `${text} ${next}`,
    blocks: [section(`:control_knobs: *${text}*\n${next}`), actions([launchButton(context)])],
  });
}

/** It was closed without being merged; what to do is said of the pull request that the experiment waits for. */
export function renderPullRequestClosed(context: RenderContext): ChatMessage {
  const { code: implementation, cleanUp } = context.experiment;
  const pull = cleanUp?.pullRequest ?? null;
  const reopen = 'Reopen it, and its merge is noticed as usual';
  if (pull === null) {
    const text = `Pull request #${implementation?.pullRequest.number ?? ''} was closed without being merged.`;
    const next = `${reopen}; or end the experiment: ${inCardMenu('End')}.`;
    return message({ text: `${text} ${next}`, blocks: [section(`:no_entry_sign: *${text}*\n${next}`)] });
  }
  const text = `Clean-up pull request #${pull.number} was closed without being merged, so the flag stays.`;
  const next = `${reopen}. If the flag was removed from the code by hand, press Try again: the experiment is completed if no file mentions the flag any more.`;
  return message({
    text: `${text} ${next}`,
    blocks: [
      section(`:no_entry_sign: *${text}*\n${next}`),
      actions([retryCleanUp.button(context, { label: 'Try again' })]),
    ],
  });
}
