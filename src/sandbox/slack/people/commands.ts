import { contentOf } from '../content.ts';
import type { Fields } from '../fields.ts';
import { addEphemeral, addMessage } from '../messages.ts';
import { newResponseUrl } from '../response-urls.ts';
import type { SlackChannel, SlackUser } from '../state.ts';
import { type DeliveryOptions, deliver, formParcel, type Reach } from './deliver.ts';
import { type Outcome, outcome } from './outcome.ts';
import { commandForm } from './payloads.ts';

/** Types a slash command in a channel; text in the bot's answer is shown to the person or the channel. */
export async function runCommand(
  reach: Reach,
  user: SlackUser,
  channel: SlackChannel,
  command: string,
  text: string,
  options: DeliveryOptions,
): Promise<Outcome> {
  const { desk } = reach;
  const address = newResponseUrl(desk, {
    user: user.id,
    channel: channel.id,
    messageTs: null,
    threadTs: null,
    isEphemeral: false,
  });
  const form = commandForm(desk, user, channel, command, text, address);
  const delivery = await deliver(reach, formParcel(form), options);
  const sent = outcome(delivery);
  if (sent.problem !== null || delivery.body.trim() === '') return sent;
  return { ...sent, problem: show(reach, user, channel, delivery.json ?? { text: delivery.body }) };
}

/** Shows the answer; tells why it cannot be shown where Slack would not take it. */
function show(reach: Reach, user: SlackUser, channel: SlackChannel, answer: Fields): string | null {
  const content = contentOf(answer, reach.desk.state.files);
  if ('ok' in content) return String(content['error']);
  const parts = { ...content, channel: channel.id };
  if (answer['response_type'] === 'in_channel') addMessage(reach.desk, parts);
  else addEphemeral(reach.desk, { ...parts, to: user.id });
  return null;
}
