import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bullets, code, link } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { mayBeReady } from '#domain/code/draft-guards.ts';
import { renderFailure } from '#features/failure.ts';
import { markReady } from '#features/follow-draft/actions.ts';
import { checksLine, NEXT, nextOfDraft } from '#features/follow-draft/checks-words.ts';
import type { RenderContext } from '#features/render-context.ts';
import { openLink } from '#features/thread/actions.ts';
import { retryImplementation } from './actions.ts';

/** The draft pull request with the flagged code is open. */
export function renderPullRequest(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const pull = experiment.code?.pullRequest;
  if (pull === undefined) return message({ text: 'No pull request.', blocks: [section('No pull request.')] });
  const files = pull.files.map((file) => code(file));
  const draft = pull.mergedAt === null ? experiment.code?.draft : undefined;
  const kind = draft?.checks?.isDraft === false ? 'Pull request' : 'Draft pull request';
  const head = `${kind} ${link(pull.url, `#${pull.number}`)} is open on ${code(pull.branch)}`;
  const next = draft === undefined ? NEXT : nextOfDraft(draft);
  const checks = draft === undefined ? '' : `${checksLine(draft)}\n`;
  return message({
    text: `${kind} #${pull.number} is open: ${pull.url}. ${next}`,
    blocks: [
      section(`:hammer_and_wrench: *${head}*\n${escapeMrkdwn(pull.summary)}`),
      section(`${bullets(files)}\n${checks}${next}`),
      actions([
        ...(mayBeReady(experiment) ? [markReady.button(context, { label: 'Ready for review' })] : []),
        openLink.button('Open pull request', pull.url),
      ]),
    ],
  });
}

/** The implementer could not finish. */
export function renderImplementationFailed(context: RenderContext): ChatMessage {
  return renderFailure(context, 'There is no pull request yet', retryImplementation, false);
}
