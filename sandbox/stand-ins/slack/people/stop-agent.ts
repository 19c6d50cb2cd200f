import { replaceMessage, threadOf } from '#sandbox/stand-ins/slack/messages.ts';
import { sessionKey } from '#sandbox/stand-ins/slack/methods/agents.ts';
import type { SlackChannel, SlackUser } from '#sandbox/stand-ins/slack/state.ts';
import { type DeliveryOptions, deliver, eventParcel, type Reach } from './deliver.ts';
import { type Outcome, outcome } from './outcome.ts';
import { eventEnvelope } from './payloads.ts';

/**
 * Presses Slack's Stop, which stands in a thread while the session of the agent there is at work: Slack ends what grows there and tells the
 * bot. Throws if there is no Stop to press.
 */
export async function stopAgent(
  reach: Reach,
  user: SlackUser,
  channel: SlackChannel,
  thread: string,
  options: DeliveryOptions,
): Promise<Outcome> {
  const { desk } = reach;
  if (desk.state.sessions[sessionKey(channel.id, thread)] !== 'processing')
    throw new Error(`no agent is at work in the thread ${thread}`);
  if (desk.state.app.events?.includes('agent_session_stopped') === false)
    throw new Error('Slack shows no Stop of an app that is not subscribed to it');
  const growing = threadOf(desk, channel.id, thread).flatMap((message) =>
    message.streaming?.isOpen === true ? [{ ...message, streaming: message.streaming }] : [],
  );
  for (const message of growing) {
    replaceMessage(desk, { ...message, streaming: { ...message.streaming, isOpen: false, isStopped: true } });
  }
  const event = {
    ...{ type: 'agent_session_stopped', channel: channel.id, user: user.id, thread_ts: thread },
    streaming_message_ts: growing.map(({ ts }) => ts),
  };
  return outcome(await deliver(reach, eventParcel(eventEnvelope(desk, event)), options));
}
