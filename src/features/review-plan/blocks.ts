import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { mention } from '#block-kit/mrkdwn.ts';
import { assured } from '#domain/assured.ts';
import { designOf } from '#domain/experiment.ts';
import { lapsedWords } from '#features/lapsed-words.ts';
import type { RenderContext } from '#features/render-context.ts';
import { reasonOf } from '#features/said.ts';

/** One of two approvals is there. */
export function renderFirstApproval({ experiment }: RenderContext): ChatMessage {
  const { person, lapsed = [] } = assured(designOf(experiment).approvals.at(-1), 'an approval');
  const text = `Approved by ${mention(person)}.${lapsedWords(lapsed, 'approval')} The risk is high, so a second approver is needed.`;
  return message({ text, blocks: [section(`:white_check_mark: ${text}`)] });
}

/** An approver rejected the plan. */
export function renderRejected({ experiment }: RenderContext): ChatMessage {
  const cancellation = experiment.ended?.cancellation ?? null;
  const by = cancellation === null ? '' : ` by ${mention(cancellation.person)}`;
  const why = cancellation === null ? '' : reasonOf(cancellation.reason);
  const text = `Rejected${by}${why}. No user meets the change. To try another way, propose a new experiment in the channel.`;
  return message({ text, blocks: [section(`:no_entry_sign: ${text}`)] });
}

/** The experiment ends before it ran. */
export function renderCancelled({ experiment }: RenderContext): ChatMessage {
  const { code, ended } = experiment;
  const pull = code?.pullRequest ?? null;
  const cancellation = ended?.cancellation ?? null;
  const open = pull !== null && pull.mergedAt === null ? ` Pull request #${pull.number} can be closed.` : '';
  const merged =
    pull?.mergedAt != null
      ? ` The merged code of pull request #${pull.number} is still behind its flag, which is gone: all users get the control.`
      : '';
  const by = cancellation === null ? '' : ` by ${mention(cancellation.person)}`;
  const why = cancellation === null ? '' : reasonOf(cancellation.reason);
  const text = `Cancelled${by}${why}. No user meets the change.${open}${merged}`;
  return message({ text, blocks: [section(`:wastebasket: ${text}`)] });
}
