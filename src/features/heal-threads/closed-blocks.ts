import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bold, channel, code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import type { Experiment } from '#domain/experiment.ts';
import { percent } from '#domain/figures.ts';
import { UNWATCHED_DAYS, unwatchedUntil } from '#domain/healing/closed-channel.ts';
import { shouldBeOn } from '#domain/launch/flag-settings.ts';
import { effectiveRollout } from '#domain/launch/release-conditions.ts';
import { asSentence } from '#features/as-sentence.ts';
import { pauseButton } from '#features/launch-experiment/pause-blocks.ts';
import { moment } from '#features/moment.ts';
import type { RenderContext } from '#features/render-context.ts';
import { titleOf } from '#features/title.ts';

const TITLE = 80;

/** To each person who is responsible, directly: the channel takes no message of the bot. */
export function renderChannelClosed(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const name = escapeMrkdwn(oneLine(titleOf(experiment), TITLE));
  const cause = asSentence(experiment.healing?.channel?.detail ?? '');
  const head = `The bot cannot post in ${channel(experiment.delivery.channel)} any more`;
  const isOn = shouldBeOn(experiment);
  const lines = [
    `:no_entry: ${bold(name)}: ${head}. ${cause}`,
    ...flagLines(experiment),
    'When it can post again, the thread goes on by itself with the messages that are missing.',
  ];
  return message({
    text: `${head}: ${name}.`,
    blocks: [section(lines.join('\n')), ...(isOn ? [actions([pauseButton(context)])] : [])],
  });
}

/** What users meet meanwhile, and until when. */
function flagLines(experiment: Experiment): readonly string[] {
  const { flag } = experiment;
  if (!shouldBeOn(experiment) || flag === null) return [];
  const share = effectiveRollout(flag).total;
  const until = unwatchedUntil(experiment);
  const end =
    until === null
      ? ''
      : ` If the channel stays closed until ${moment(until, '{date_short_pretty} at {time}')}, the bot switches the flag off, and users get the control.`;
  return [`The flag is on for ${percent(share)} of the units, and no report reaches a person.${end}`];
}

/** In the thread, when the channel takes messages again. */
export function renderChannelOpen(): ChatMessage {
  const text =
    'The bot can post in this channel again. The thread goes on with the messages that were missing.';
  return message({ text, blocks: [section(`:thread: ${text}`)] });
}

/** To each person who is responsible, directly: no person could follow it, so users get the control. */
export function renderUnwatchedPaused({ experiment }: RenderContext): ChatMessage {
  const name = escapeMrkdwn(oneLine(titleOf(experiment), TITLE));
  const head = `The bot paused an experiment that no person could follow: ${name}`;
  const place = channel(experiment.delivery.channel);
  const cause = asSentence(experiment.healing?.channel?.detail ?? '');
  const body = `${place} took no message of the bot for ${UNWATCHED_DAYS} days. The flag is off, and users get the control. ${cause} After that, an approver resumes it in its thread, or by ${code(`/experiment resume ${experiment.key}`)}, typed in the channel.`;
  return message({ text: `${head}.`, blocks: [section(`:double_vertical_bar: ${bold(head)}.\n${body}`)] });
}
