import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { mention } from '#block-kit/mrkdwn.ts';
import type { Experiment } from '#domain/experiment.ts';
import { expiryOf } from '#domain/unattended/expiry.ts';
import { moment } from '#features/moment.ts';
import type { RenderContext } from '#features/render-context.ts';
import { WAIT_WORDS } from './act-words.ts';

/** The experiment still waits; whom it calls stands in the line above. */
export function renderWaitCalled({ experiment }: RenderContext): ChatMessage {
  const { waiting } = experiment;
  if (waiting === undefined) return plain(':hourglass:', 'The experiment waits for no person any more.');
  const since = moment(waiting.since, '{date_short_pretty}');
  const text = `This experiment has waited for ${WAIT_WORDS[waiting.act].awaited} since ${since}. ${outlook(experiment)}`;
  return plain(':hourglass:', text);
}

/** What happens if it goes on waiting. */
function outlook(experiment: Experiment): string {
  const due = expiryOf(experiment);
  if (due !== null)
    return `The flag goes back to the control on ${moment(due, '{date_short_pretty} at {time}')} if no approver decides.`;
  return 'The message that asks for it stands above in this thread. While it waits, the bot calls once a week.';
}

/** No person answered the plan, so the bot withdraws it. */
export function renderWithdrawn({ experiment }: RenderContext): ChatMessage {
  const days = experiment.ended?.withdrawnAfterDays ?? 0;
  const owner = mention(experiment.request.owner);
  const text = `Withdrawn: no person answered in this thread for ${days} days. No user meets the change, and no code was written. ${owner} can propose it again when people have time for it.`;
  return plain(':file_folder:', text);
}

function plain(icon: string, text: string): ChatMessage {
  return message({ text, blocks: [section(`${icon} ${text}`)] });
}
