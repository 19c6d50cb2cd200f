import { actions, linkButton } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bullets, code, link } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import type { Experiment } from '#domain/experiment.ts';
import { renderFailure } from '#features/failure.ts';
import type { RenderContext } from '#features/feature.ts';

/** The pull request that takes the losing branch and the flag check out of the code. */
export function renderCleanUp({ experiment }: RenderContext): ChatMessage {
  const pull = experiment.cleanUp;
  if (pull === null) return message({ text: 'No clean-up yet.', blocks: [section('No clean-up yet.')] });
  const head = `Clean-up pull request ${link(pull.url, `#${pull.number}`)} is open`;
  const next = 'When it is merged, the flag is removed and the experiment is completed.';
  return message({
    text: `Clean-up pull request #${pull.number} is open: ${pull.url}. ${next}`,
    blocks: [
      section(`:broom: *${head}*\n${escapeMrkdwn(pull.summary)}`),
      section(`${bullets(pull.files.map((file) => code(file)))}\n${next}`),
      actions([linkButton('Open pull request', pull.url, 'open_link')]),
    ],
  });
}

/** The clean-up could not be written. */
export function renderCleanUpFailed(context: RenderContext): ChatMessage {
  return renderFailure(context, 'There is no clean-up pull request yet', 'retry_clean_up', false);
}

/** The end: what came out, and that nothing is left behind. */
export function renderCompleted({ experiment }: RenderContext): ChatMessage {
  const text = `Completed: ${outcomeOf(experiment)} The experiment’s code and the flag are gone.`;
  const merged = (experiment.cleanUp?.mergedAt ?? null) !== null;
  const why = merged ? '' : ' The bot finds the flag in no file any more: somebody took it out by hand.';
  return message({ text: `${text}${why}`, blocks: [section(`:tada: *${text}*${why}`)] });
}

function outcomeOf(experiment: Experiment): string {
  if (experiment.harm !== null) return 'stopped for harm, everybody keeps the control.';
  switch (experiment.decision?.decision) {
    case 'ship':
      return 'shipped to everybody.';
    case 'kill':
      return 'killed, everybody keeps the control.';
    default:
      return 'no winner was found, everybody keeps the control.';
  }
}
