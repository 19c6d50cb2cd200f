import { directMessage } from '#sandbox/stand-ins/slack/channels.ts';
import { type Desk, nextTs } from '#sandbox/stand-ins/slack/desk.ts';
import { defined, type Fields } from '#sandbox/stand-ins/slack/fields.ts';
import { findMessage, messageObject, replaceMessage } from '#sandbox/stand-ins/slack/messages.ts';
import { withReaction } from '#sandbox/stand-ins/slack/methods/small-methods.ts';
import { newResponseUrl } from '#sandbox/stand-ins/slack/response-urls.ts';
import type { SlackChannel, SlackMessage, SlackUser, SlackView } from '#sandbox/stand-ins/slack/state.ts';
import { stackOf } from '#sandbox/stand-ins/slack/views.ts';
import { act, type Spot } from './actions.ts';
import { type Given, optionsOf } from './chosen-value.ts';
import { runCommand } from './commands.ts';
import { type DeliveryOptions, deliver, eventParcel, payloadParcel, type Reach } from './deliver.ts';
import { findElement, type Target } from './find-element.ts';
import { close, submit } from './modals.ts';
import { notSent, type Outcome, outcome } from './outcome.ts';
import { eventEnvelope, interaction, placeOfShortcut, shortcutPayload } from './payloads.ts';
import { say } from './sayings.ts';
import { stopAgent } from './stop-agent.ts';

/** The place in which a person speaks: a channel by id or name, and a thread in it. */
export interface Where {
  readonly channel: string;
  readonly thread?: string;
}

/** One person of the workspace, and everything they can do. Every act is a signed request to the bot. */
export interface Actor {
  readonly user: SlackUser;
  readonly command: (
    command: string,
    text: string,
    where: Where,
    options?: DeliveryOptions,
  ) => Promise<Outcome>;
  /** Presses a button; `spot` is what the person sees, which may be older than what is there now. */
  readonly press: (spot: Spot, target: Target, options?: DeliveryOptions) => Promise<Outcome>;
  /** Takes an option of a menu, by value or label, or sets a picker. */
  readonly select: (spot: Spot, target: Target, given: Given, options?: DeliveryOptions) => Promise<Outcome>;
  /** Asks a menu that looks its options up; answers the options. */
  readonly suggest: (view: SlackView, target: Target, typed: string) => Promise<readonly Fields[]>;
  /** Fills in a modal by block id, action id or label, and submits it. */
  readonly submitModal: (
    view: SlackView,
    values: Readonly<Record<string, Given>>,
    options?: DeliveryOptions,
  ) => Promise<Outcome>;
  readonly closeModal: (view: SlackView, options?: DeliveryOptions) => Promise<Outcome>;
  readonly openHome: (options?: DeliveryOptions) => Promise<Outcome>;
  readonly say: (text: string, where: Where, options?: DeliveryOptions) => Promise<Outcome>;
  /** Says something to the bot by name. */
  readonly mention: (text: string, where: Where, options?: DeliveryOptions) => Promise<Outcome>;
  /** Presses Slack's Stop in a thread in which the bot is at work. */
  readonly stopAgent: (where: Required<Where>, options?: DeliveryOptions) => Promise<Outcome>;
  readonly shortcut: (callbackId: string, options?: DeliveryOptions) => Promise<Outcome>;
  readonly messageShortcut: (
    message: SlackMessage,
    callbackId: string,
    options?: DeliveryOptions,
  ) => Promise<Outcome>;
  readonly react: (message: SlackMessage, emoji: string, options?: DeliveryOptions) => Promise<Outcome>;
}

/** The person of this id or name. Throws if no person has that name. */
export function actorOf(reach: Reach, idOrName: string): Actor {
  const { desk } = reach;
  const user = userOf(desk, idOrName);
  return {
    user,
    command: (command, text, where, options = {}) => {
      const place = { channel: channelFor(desk, where.channel), thread: where.thread };
      return runCommand(reach, user, place, command, text, options);
    },
    press: (spot, target, options = {}) => act(reach, user, spot, target, undefined, options),
    select: (spot, target, given, options = {}) => act(reach, user, spot, target, given, options),
    suggest: (view, target, typed) => suggest(reach, user, view, target, typed),
    submitModal: (view, values, options = {}) =>
      submit(reach, user, openView(desk, user, view), values, options),
    closeModal: (view, options = {}) => close(reach, user, openView(desk, user, view), options),
    openHome: (options = {}) => openHome(reach, user, options),
    say: (text, where, options = {}) =>
      say(reach, user, channelFor(desk, where.channel), text, where.thread, options),
    mention: (text, where, options = {}) => {
      const words = `<@${desk.state.app.botUser}> ${text}`;
      return say(reach, user, channelFor(desk, where.channel), words, where.thread, options);
    },
    stopAgent: ({ channel, thread }, options = {}) =>
      stopAgent(reach, user, channelFor(desk, channel), thread, options),
    shortcut: async (callbackId, options = {}) => {
      const payload = shortcutPayload(desk, user, callbackId);
      return outcome(await deliver(reach, payloadParcel(payload), options));
    },
    messageShortcut: (message, callbackId, options = {}) =>
      messageShortcut(reach, user, message, callbackId, options),
    react: (message, emoji, options = {}) => react(reach, user, message, emoji, options),
  };
}

async function suggest(
  reach: Reach,
  user: SlackUser,
  view: SlackView,
  target: Target,
  typed: string,
): Promise<readonly Fields[]> {
  const { block, element } = findElement(view.blocks, target);
  const { trigger_id: _, ...common } = interaction(reach.desk, 'block_suggestion', user);
  const delivery = await deliver(
    reach,
    payloadParcel({
      ...common,
      action_id: element['action_id'],
      block_id: block['block_id'],
      value: typed,
      container: { type: 'view', view_id: view.id },
      view,
    }),
  );
  return optionsOf(delivery.json ?? {});
}

async function openHome(reach: Reach, user: SlackUser, options: DeliveryOptions): Promise<Outcome> {
  const { desk } = reach;
  // Slack says nothing of it to an app that is not subscribed, and refuses to show a home to it.
  if (desk.state.app.events?.includes('app_home_opened') === false)
    return notSent({ problem: 'app_home_opened is not subscribed to' });
  const channel = directMessage(desk, user.id).id;
  const view = desk.state.homes[user.id];
  const event = defined({ type: 'app_home_opened', user: user.id, channel, tab: 'home', view });
  return outcome(await deliver(reach, eventParcel(eventEnvelope(desk, event)), options));
}

async function messageShortcut(
  reach: Reach,
  user: SlackUser,
  message: SlackMessage,
  callbackId: string,
  options: DeliveryOptions,
): Promise<Outcome> {
  const { desk } = reach;
  const about = { user: user.id, channel: message.channel, messageTs: message.ts, isEphemeral: false };
  const payload = {
    ...interaction(desk, 'message_action', user),
    callback_id: callbackId,
    message_ts: message.ts,
    action_ts: nextTs(desk),
    message: messageObject(desk, message),
    channel: placeOfShortcut(channelFor(desk, message.channel)),
    response_url: newResponseUrl(desk, { ...about, threadTs: message.thread_ts ?? null }),
  };
  return outcome(await deliver(reach, payloadParcel(payload), options));
}

async function react(
  reach: Reach,
  user: SlackUser,
  message: SlackMessage,
  emoji: string,
  options: DeliveryOptions,
): Promise<Outcome> {
  const { desk } = reach;
  const found = findMessage(desk, message.channel, message.ts);
  const reacted = found === undefined ? undefined : withReaction(found, emoji, user.id);
  if (reacted === undefined) return notSent({ problem: 'already_reacted' });
  replaceMessage(desk, reacted);
  const item = { type: 'message', channel: message.channel, ts: message.ts };
  const event = { type: 'reaction_added', user: user.id, reaction: emoji, item_user: message.user, item };
  return outcome(await deliver(reach, eventParcel(eventEnvelope(desk, event)), options));
}

function userOf(desk: Desk, idOrName: string): SlackUser {
  const found =
    desk.state.users[idOrName] ?? Object.values(desk.state.users).find(({ name }) => name === idOrName);
  if (found === undefined) throw new Error(`no person is called ${idOrName}`);
  return found;
}

function channelFor(desk: Desk, idOrName: string): SlackChannel {
  const bare = idOrName.replace(/^#/u, '');
  const found =
    desk.state.channels[idOrName] ?? Object.values(desk.state.channels).find(({ name }) => name === bare);
  if (found === undefined) throw new Error(`no channel is called ${idOrName}`);
  return found;
}

/** The modal as it is now: what a person fills in is the latest state of it. */
function openView(desk: Desk, user: SlackUser, view: SlackView): SlackView {
  const top = stackOf(desk, user.id).at(-1);
  if (top?.id !== view.id) {
    throw new Error(`the modal ${view.callback_id} (${view.id}) is not the one ${user.name} is looking at`);
  }
  return top;
}
