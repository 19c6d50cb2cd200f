import { newResponseUrl, showAcknowledgement } from '#sandbox/stand-ins/slack/response-urls.ts';
import type { SlackChannel, SlackUser } from '#sandbox/stand-ins/slack/state.ts';
import { type DeliveryOptions, deliver, formParcel, type Reach } from './deliver.ts';
import { escapedText } from './escaped-text.ts';
import { notSent, type Outcome, outcome } from './outcome.ts';
import { commandForm } from './payloads.ts';

/** What a person is told who types a command of an app in a thread; the app hears nothing of it. */
export const notInThreads = (command: string) => `${command} is not supported in threads. Sorry!`;

/** What a person of another company is told, whose workspace does not have the app. */
export const notInWorkspace = (command: string) => `${command} is not a valid command.`;

/**
 * Types a slash command in a channel; text in the bot's answer is shown to the person or the channel. If Slack would
 * not take it, the person sees nothing of it and the outcome tells why. Slack takes no command of an app in a thread, and
 * none of a person whose workspace does not have the app.
 */
export async function runCommand(
  reach: Reach,
  user: SlackUser,
  { channel, thread }: { readonly channel: SlackChannel; readonly thread: string | undefined },
  command: string,
  text: string,
  options: DeliveryOptions,
): Promise<Outcome> {
  const { desk } = reach;
  if (thread !== undefined) return notSent({ problem: notInThreads(command) });
  if (channel.isPrivate && !channel.members.includes(user.id))
    throw new Error(`${user.name} cannot see ${channel.name}`);
  if (user.teamId !== undefined) return notSent({ problem: notInWorkspace(command) });
  const address = newResponseUrl(desk, {
    user: user.id,
    channel: channel.id,
    messageTs: null,
    threadTs: null,
    isEphemeral: false,
  });
  const form = commandForm(desk, user, channel, command, escapedText(desk.state, text), address);
  const delivery = await deliver(reach, formParcel(form), options);
  const sent = outcome(delivery);
  if (sent.problem !== null || delivery.body.trim() === '') return sent;
  const shown = showAcknowledgement(desk, address, delivery.json ?? { text: delivery.body });
  return shown.status === 200 ? sent : { ...sent, problem: shown.body };
}
