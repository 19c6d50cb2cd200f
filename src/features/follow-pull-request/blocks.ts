import { actions, confirmation } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { CANARY_SHARE } from '#domain/decide/launch.ts';
import { percent } from '#domain/figures.ts';
import { evidenceButton } from '#features/buttons.ts';
import type { RenderContext } from '#features/feature.ts';

/** The code is merged behind its flag; an approver may launch. */
export function renderMerged(context: RenderContext): ChatMessage {
  const { pullRequest, request } = context.experiment;
  const by = pullRequest?.mergedBy == null ? '' : ` by ${escapeMrkdwn(pullRequest.mergedBy)}`;
  const share = percent(Math.min(CANARY_SHARE, request.trafficShare));
  const next = `The flag is off for everybody. Launch starts with a canary of ${share} of the units; the registered split follows when people are seen to be counted, split as planned, and their events to arrive.`;
  return message({
    text: `Pull request #${pullRequest?.number ?? ''} was merged${by}. ${next}`,
    blocks: [
      section(
        `:twisted_rightwards_arrows: *Pull request #${pullRequest?.number ?? ''} was merged${by}.*\n${next}`,
      ),
      actions([
        evidenceButton(context, {
          label: 'Launch',
          actionId: 'launch',
          style: 'primary',
          confirm: confirmation({
            title: 'Launch the experiment?',
            text: `The change goes out to ${share} of the units at first.`,
            confirm: 'Launch',
            deny: 'Not yet',
          }),
        }),
      ]),
    ],
  });
}
