import { type Answer, bad, badly, good } from '#sandbox/stand-ins/slack/answer.ts';
import { writableChannel } from '#sandbox/stand-ins/slack/channels.ts';
import { refusedFiles } from '#sandbox/stand-ins/slack/content.ts';
import type { Desk } from '#sandbox/stand-ins/slack/desk.ts';
import { type Fields, fieldsIn, fieldsOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { withIds } from '#sandbox/stand-ins/slack/ids-in-blocks.ts';
import { limits } from '#sandbox/stand-ins/slack/lint/limits.ts';
import { lintMessageBlocks } from '#sandbox/stand-ins/slack/lint/lint-message.ts';
import { addMessage, findMessage, messageObject, replaceMessage } from '#sandbox/stand-ins/slack/messages.ts';
import type { SlackMessage, SlackStreamState } from '#sandbox/stand-ins/slack/state.ts';
import { setSession, statusOf } from './agents.ts';
import { ownMessage } from './chat.ts';
import type { Method } from './method.ts';

const statuses: readonly unknown[] = ['pending', 'in_progress', 'complete', 'error'];

/** Begins a message that grows. */
const startStream: Method = (args, desk) => {
  const channel = writableChannel(desk, args['channel']);
  if ('ok' in channel) return channel;
  const threadTs = textOf(args['thread_ts']);
  if (threadTs !== undefined && findMessage(desk, channel.id, threadTs) === undefined)
    return bad('thread_not_found');
  if (channel.user === null) {
    if (textOf(args['recipient_user_id']) === undefined) return bad('missing_recipient_user_id');
    if (textOf(args['recipient_team_id']) === undefined) return bad('missing_recipient_team_id');
  }
  const asPlan = args['task_display_mode'] === 'plan';
  const empty: SlackStreamState = {
    isOpen: true,
    markdown: '',
    planTitle: null,
    asPlan,
    tasks: [],
    blocks: [],
  };
  const streaming = received(empty, args);
  if ('ok' in streaming) return streaming;
  const message = addMessage(desk, { channel: channel.id, threadTs, streaming, ...shown(streaming) });
  return good({ channel: channel.id, ts: message.ts });
};

/** Adds to a message that still grows. */
const appendStream: Method = (args, desk) => {
  const found = growing(args, desk);
  if ('ok' in found) return found;
  const streaming = received(found.streaming, args);
  if ('ok' in streaming) return streaming;
  replaceMessage(desk, { ...found.message, streaming, ...shown(streaming) });
  return good({ channel: found.message.channel, ts: found.message.ts });
};

/** Ends the growing; blocks given now are shown under what was streamed. */
const stopStream: Method = (args, desk) => {
  const found = growing(args, desk);
  if ('ok' in found) return found;
  const streaming = received(found.streaming, args);
  if ('ok' in streaming) return streaming;
  const blocks = [...shown(streaming).blocks, ...fieldsIn(args['blocks'])];
  const problems = [...lintMessageBlocks(blocks), ...refusedFiles(blocks, desk.state.files)];
  if (problems.length > 0) return badly('invalid_blocks', problems);
  const status = statusOf(args['session_status'] ?? 'active');
  if (status === null) return bad('invalid_arguments');
  setSession(desk, found.message, status);
  const metadata = args['metadata'] === undefined ? {} : { metadata: fieldsOf(args['metadata']) };
  const message: SlackMessage = {
    ...found.message,
    ...metadata,
    text: streaming.markdown,
    blocks: withIds(desk, blocks),
    streaming: { ...streaming, isOpen: false },
  };
  replaceMessage(desk, message);
  return good({ channel: message.channel, ts: message.ts, message: messageObject(desk, message) });
};

export const chatStream: Readonly<Record<string, Method>> = {
  'chat.startStream': startStream,
  'chat.appendStream': appendStream,
  'chat.stopStream': stopStream,
};

function growing(args: Fields, desk: Desk) {
  const message = ownMessage(args, desk, 'message_not_owned_by_app');
  if ('ok' in message) return message;
  const { streaming } = message;
  if (streaming?.isStopped === true) return bad('stopped_by_user');
  return streaming?.isOpen === true ? { message, streaming } : bad('message_not_in_streaming_state');
}

function received(before: SlackStreamState, args: Fields): SlackStreamState | Answer {
  const markdown = textOf(args['markdown_text']);
  const chunks = [
    ...(markdown === undefined ? [] : [{ type: 'markdown_text', text: markdown }]),
    ...fieldsIn(args['chunks']),
  ];
  let state = before;
  for (const chunk of chunks) {
    const next = withChunk(state, chunk);
    if ('ok' in next) return next;
    state = next;
  }
  return state;
}

function withChunk(state: SlackStreamState, chunk: Fields): SlackStreamState | Answer {
  switch (chunk['type']) {
    case 'markdown_text': {
      const text = textOf(chunk['text']) ?? '';
      return text.length > limits.message.markdown
        ? bad('msg_too_long')
        : { ...state, markdown: state.markdown + text };
    }
    case 'plan_update':
      return { ...state, planTitle: textOf(chunk['title']) ?? null };
    case 'task_update':
      return withTask(state, chunk);
    case 'blocks': {
      const problems = lintMessageBlocks(chunk['blocks']);
      if (problems.length > 0) return badly('invalid_blocks', problems);
      return { ...state, blocks: [...state.blocks, ...fieldsIn(chunk['blocks'])] };
    }
    default:
      return bad('invalid_chunks');
  }
}

function withTask(state: SlackStreamState, chunk: Fields): SlackStreamState | Answer {
  const id = textOf(chunk['id']);
  const title = textOf(chunk['title']);
  if (id === undefined || title === undefined || !statuses.includes(chunk['status']))
    return bad('invalid_chunks');
  const old = fieldsOf(state.tasks.find((task) => task['task_id'] === id));
  const task = {
    ...old,
    type: 'task_card',
    task_id: id,
    title,
    status: chunk['status'],
    ...paragraph('details', chunk),
    ...paragraph('output', chunk),
    ...(chunk['sources'] === undefined ? {} : { sources: chunk['sources'] }),
  };
  const known = state.tasks.some((one) => one['task_id'] === id);
  const tasks = known
    ? state.tasks.map((one) => (one['task_id'] === id ? task : one))
    : [...state.tasks, task];
  return { ...state, tasks };
}

/** Details and output come as plain words and are shown as rich text. */
function paragraph(key: string, chunk: Fields): Fields {
  const text = textOf(chunk[key]);
  if (text === undefined) return {};
  const elements = [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }];
  return { [key]: { type: 'rich_text', elements } };
}

function shown(state: SlackStreamState): { text: string; blocks: readonly Fields[] } {
  const plan = { type: 'plan', title: state.planTitle ?? 'Plan', tasks: state.tasks };
  const work = state.asPlan || state.planTitle !== null ? [plan] : state.tasks;
  const markdown = state.markdown === '' ? [] : [{ type: 'markdown', text: state.markdown }];
  return {
    text: state.markdown,
    blocks: [...(state.tasks.length === 0 ? [] : work), ...markdown, ...state.blocks],
  };
}
