import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bold, mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { shownName } from '#domain/launch/unseen-name.ts';
import type { PlannedStart } from '#domain/schedule/state.ts';
import { launchButton } from '#features/launch-button.ts';
import type { RenderContext } from '#features/render-context.ts';
import { utcDay } from '#shared/utc-day.ts';

/** A start that is planned, was moved by the queue, or was dropped: as it stands now. */
export function renderStartPlanned({ experiment }: RenderContext): ChatMessage {
  const { start = null } = experiment;
  const text =
    start === null
      ? 'No start is planned any more. An approver can launch when the code is merged and the surface is free.'
      : startWords(start, escapeMrkdwn(experiment.request.surface));
  return message({ text, blocks: [section(`:calendar: ${text}`)] });
}

function startWords({ from, startsAt, ahead, by }: PlannedStart, surface: string): string {
  const wish = `${mention(by)} plans to start on ${utcDay(from)}.`;
  const call = 'The bot calls an approver then, or when the code is merged if that is later.';
  if (ahead === null) return `${wish} ${bold(surface)} is free then. ${call}`;
  const other = shownName(ahead).replace(/^a/, 'A');
  const when = startsAt === null ? 'until that is over' : `until ${utcDay(startsAt)}`;
  return `${wish} ${other} is before it on ${bold(surface)}, so it is queued ${when}. ${call}`;
}

/** The day has come and the surface is free: an approver may launch. */
export function renderStartDue(context: RenderContext): ChatMessage {
  const surface = escapeMrkdwn(context.experiment.request.surface);
  const text = `The planned start has come, and ${surface} is free.`;
  return message({
    text,
    blocks: [section(`:calendar: *${text}*`), actions([launchButton(context)])],
  });
}
