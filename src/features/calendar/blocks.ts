import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bold, code, mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import type { PlannedStart } from '#domain/schedule/state.ts';
import { launchButton } from '#features/launch-button.ts';
import { PRIVATE_NAME } from '#features/launch-experiment/one-per-surface.ts';
import { moment } from '#features/moment.ts';
import type { RenderContext } from '#features/render-context.ts';

/** A start that is planned, was moved by the queue, or was dropped: as it stands now. */
export function renderStartPlanned({ experiment }: RenderContext): ChatMessage {
  const { start = null } = experiment;
  const text =
    start === null
      ? 'No start is planned any more. An approver can launch as soon as the code is merged.'
      : startWords(start, escapeMrkdwn(experiment.request.surface));
  return message({ text, blocks: [section(`:calendar: ${text}`)] });
}

function startWords({ from, startsAt, ahead, by }: PlannedStart, surface: string): string {
  const wish = `${mention(by)} plans to start on ${day(from)}.`;
  if (ahead === null) return `${wish} ${bold(surface)} is free then: the bot calls an approver on that day.`;
  const other = ahead === PRIVATE_NAME ? 'An experiment of a private channel' : code(ahead);
  const when = startsAt === null ? 'until that is over' : `until ${day(startsAt)}`;
  return `${wish} ${other} is before it on ${bold(surface)}, so it is queued ${when}. The bot calls an approver then.`;
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

function day(at: number): string {
  return moment(at, '{date_short_pretty}');
}
