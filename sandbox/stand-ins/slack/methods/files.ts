import { type Answer, bad, badly, good } from '#sandbox/stand-ins/slack/answer.ts';
import { writableChannel } from '#sandbox/stand-ins/slack/channels.ts';
import { type Desk, nextNumber } from '#sandbox/stand-ins/slack/desk.ts';
import { type Fields, fieldsIn, numberOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { lintMessageBlocks } from '#sandbox/stand-ins/slack/lint/lint-message.ts';
import { addMessage } from '#sandbox/stand-ins/slack/messages.ts';
import type { SlackFile } from '#sandbox/stand-ins/slack/state.ts';
import { numbered } from '#sandbox/stand-ins/slack/workspace.ts';
import { threadRoot } from './chat.ts';
import type { Method } from './method.ts';

const mimetypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  csv: 'text/csv',
  json: 'application/json',
  txt: 'text/plain',
  md: 'text/markdown',
};

/** First step of an upload: an address to send the bytes to. */
const getUploadUrl: Method = (args, desk) => {
  const name = textOf(args['filename']);
  const length = numberOf(args['length']);
  if (name === undefined || length === undefined || !Number.isInteger(length) || length < 1)
    return bad('invalid_arguments');
  const id = numbered('F', nextNumber(desk));
  desk.state.files[id] = {
    id,
    name,
    title: name,
    altText: textOf(args['alt_text']) ?? '',
    mimetype: mimetypes[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    bytes: null,
    length,
    isComplete: false,
    refusals: desk.state.fileRefusals,
    created: Math.floor(desk.now() / 1_000),
    shares: [],
  };
  return good({ upload_url: `${desk.baseUrl}/upload/${id}`, file_id: id });
};

/** Last step: the files are finished and, with a channel, shared in a message. */
const completeUpload: Method = (args, desk) => {
  const wanted = fieldsIn(args['files']);
  const files = wanted.map((one) => finished(desk.state.files[textOf(one['id']) ?? ''], one));
  if (files.length === 0) return bad('invalid_arguments');
  const found = files.filter((file) => file !== undefined);
  if (found.length < files.length) return bad('file_not_found');
  const shared = args['channel_id'] === undefined ? found : shareIn(desk, found, args);
  if ('ok' in shared) return shared;
  for (const file of shared) desk.state.files[file.id] = file;
  return good({ files: shared.map((file) => fileObject(desk, file)) });
};

const info: Method = (args, desk) => {
  const file = desk.state.files[textOf(args['file']) ?? ''];
  return file?.isComplete === true ? good({ file: fileObject(desk, file) }) : bad('file_not_found');
};

export const files: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
  'files.info': info,
};

function finished(file: SlackFile | undefined, wanted: Fields): SlackFile | undefined {
  // As Slack, which finishes an upload once.
  if (file === undefined || file.bytes === null || file.isComplete) return undefined;
  return { ...file, isComplete: true, title: textOf(wanted['title']) ?? file.title };
}

function shareIn(desk: Desk, found: readonly SlackFile[], args: Fields): readonly SlackFile[] | Answer {
  const channel = writableChannel(desk, args['channel_id']);
  if ('ok' in channel) return channel;
  const problems = lintMessageBlocks(args['blocks'] ?? []);
  if (problems.length > 0) return badly('invalid_blocks', problems);
  const threadTs = threadRoot(desk, channel.id, textOf(args['thread_ts']));
  const message = addMessage(desk, {
    channel: channel.id,
    text: textOf(args['initial_comment']) ?? '',
    blocks: fieldsIn(args['blocks']),
    threadTs,
    files: found.map((file) => fileObject(desk, file)),
    subtype: 'file_share',
  });
  const share = { channel: channel.id, ts: message.ts, thread_ts: threadTs ?? null };
  return found.map((file) => ({ ...file, shares: [...file.shares, share] }));
}

function fileObject(desk: Desk, file: SlackFile): Fields {
  const byChannel = Object.groupBy(file.shares, (share) => share.channel);
  const told = Object.entries(byChannel).map(([channel, shares]) => [
    channel,
    (shares ?? []).map(({ ts, thread_ts }) => (thread_ts === null ? { ts } : { ts, thread_ts })),
  ]);
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    alt_txt: file.altText,
    mimetype: file.mimetype,
    filetype: file.name.split('.').at(-1),
    size: file.bytes === null ? 0 : Buffer.from(file.bytes, 'base64').length,
    created: file.created,
    user: desk.state.app.botUser,
    url_private: `${desk.baseUrl}/files/${file.id}/${encodeURIComponent(file.name)}`,
    permalink: `https://${desk.state.team.domain}.slack.com/files/${file.id}`,
    shares: { public: Object.fromEntries(told) },
  };
}
