import { bad, good } from '#sandbox/stand-ins/slack/answer.ts';
import { channelOf } from '#sandbox/stand-ins/slack/channels.ts';
import { fieldsOf, isFields, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { lintMessageBlocks } from '#sandbox/stand-ins/slack/lint/lint-message.ts';
import { lintHome, lintModal } from '#sandbox/stand-ins/slack/lint/lint-view.ts';
import type { Problem } from '#sandbox/stand-ins/slack/lint/problem.ts';
import { findMessage, replaceMessage } from '#sandbox/stand-ins/slack/messages.ts';
import type { SlackMessage } from '#sandbox/stand-ins/slack/state.ts';
import type { Method } from './method.ts';

/** Puts the bot's emoji under a message. */
const add: Method = (args, desk) => {
  const channel = channelOf(desk, args['channel']);
  if ('ok' in channel) return channel;
  const message = findMessage(desk, channel.id, args['timestamp']);
  if (message === undefined) return bad('message_not_found');
  const name = textOf(args['name']);
  if (name === undefined) return bad('invalid_name');
  const reacted = withReaction(message, name, desk.state.app.botUser);
  if (reacted === undefined) return bad('already_reacted');
  replaceMessage(desk, reacted);
  return good();
};

/** Slack's own judgement of blocks, a view or a message, without sending anything. */
const validate: Method = (args) => {
  const given = ['blocks', 'view', 'message'].filter((key) => args[key] !== undefined);
  if (given.length !== 1) return bad('invalid_arguments');
  const problems = problemsOf(args);
  if (problems.length === 0) return good();
  const errors = problems.map(({ pointer, rule, message }) => ({ code: rule, pointer, message }));
  return bad('invalid_blocks', { errors });
};

export const smallMethods: Readonly<Record<string, Method>> = {
  'reactions.add': add,
  'blocks.validate': validate,
};

/** The message with one more reaction; nothing if this person has it there already. */
export function withReaction(message: SlackMessage, name: string, user: string): SlackMessage | undefined {
  const reactions = message.reactions ?? [];
  const same = reactions.find((one) => one.name === name);
  if (same?.users.includes(user) === true) return undefined;
  const others = reactions.filter((one) => one.name !== name);
  return { ...message, reactions: [...others, { name, users: [...(same?.users ?? []), user] }] };
}

function problemsOf(args: Readonly<Record<string, unknown>>): readonly Problem[] {
  if (isFields(args['view']))
    return args['view']['type'] === 'home' ? lintHome(args['view']) : lintModal(args['view']);
  const blocks = args['message'] === undefined ? args['blocks'] : fieldsOf(args['message'])['blocks'];
  return lintMessageBlocks(blocks);
}
