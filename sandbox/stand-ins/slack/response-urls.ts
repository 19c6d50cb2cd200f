import { type Content, contentOf } from './content.ts';
import { type Desk, nextNumber } from './desk.ts';
import { type Fields, flagOf, textOf } from './fields.ts';
import { withIds } from './ids-in-blocks.ts';
import { addEphemeral, addMessage, findMessage, removeMessage, replaceMessage } from './messages.ts';
import type { SlackResponseUrl } from './state.ts';

/** How a response address answers: an HTTP status and a word. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

const uses = 5;
const lifeMs = 30 * 60 * 1_000;

/** Gives leave to answer one interaction by plain HTTP, five times within thirty minutes. */
export function newResponseUrl(
  desk: Desk,
  about: Pick<SlackResponseUrl, 'user' | 'channel' | 'messageTs' | 'threadTs' | 'isEphemeral'>,
): string {
  const id = `r${nextNumber(desk)}`;
  desk.state.responseUrls[id] = { ...about, usesLeft: uses, expiresAt: desk.now() + lifeMs };
  return `${desk.baseUrl}/response/${id}`;
}

/** Takes what the bot sent to a response address: a new message, or a change of the one that was acted on. */
export function respond(desk: Desk, id: string, body: Fields): Reply {
  const address = desk.state.responseUrls[id];
  if (address === undefined) return { status: 404, body: 'no_url' };
  if (desk.now() > address.expiresAt) return { status: 404, body: 'expired_url' };
  if (address.usesLeft < 1) return { status: 404, body: 'used_url' };
  desk.state.responseUrls[id] = { ...address, usesLeft: address.usesLeft - 1 };
  if (flagOf(body['delete_original'])) return changed(deleteOriginal(desk, address));
  const content = contentOf(body, desk.state.files);
  if ('ok' in content) return { status: 400, body: String(content['error']) };
  if (flagOf(body['replace_original'])) return changed(replaceOriginal(desk, address, content));
  return show(desk, id, body, content);
}

/**
 * Shows what the acknowledgement of a command says, as if it had come through the command's response address: what that
 * refuses is refused here. It counts as none of the address's uses.
 */
export function showAcknowledgement(desk: Desk, url: string, body: Fields): Reply {
  const content = contentOf(body, desk.state.files);
  if ('ok' in content) return { status: 400, body: String(content['error']) };
  return show(desk, url.split('/').at(-1) ?? '', body, content);
}

function show(desk: Desk, id: string, body: Fields, content: Content): Reply {
  const address = desk.state.responseUrls[id];
  if (address === undefined) return { status: 404, body: 'no_url' };
  const parts = { ...content, channel: address.channel, threadTs: textOf(body['thread_ts']) };
  if (body['response_type'] === 'in_channel') addMessage(desk, parts);
  else addEphemeral(desk, { ...parts, to: address.user, cameThrough: id });
  return { status: 200, body: 'ok' };
}

function changed(isDone: boolean): Reply {
  return isDone ? { status: 200, body: 'ok' } : { status: 404, body: 'message_not_found' };
}

function deleteOriginal(desk: Desk, address: SlackResponseUrl): boolean {
  const hidden = ephemeralOf(desk, address);
  if (hidden !== undefined) {
    desk.state.ephemerals = desk.state.ephemerals.filter((one) => one !== hidden);
    desk.tell({ kind: 'ephemeral-deleted', message: hidden });
    return true;
  }
  const message = findMessage(desk, address.channel, address.messageTs);
  if (message === undefined) return false;
  removeMessage(desk, message);
  return true;
}

function replaceOriginal(
  desk: Desk,
  address: SlackResponseUrl,
  content: {
    readonly text: string;
    readonly blocks: readonly Fields[];
    readonly metadata: Fields | undefined;
  },
): boolean {
  const words = { text: content.text, blocks: withIds(desk, content.blocks) };
  const hidden = ephemeralOf(desk, address);
  if (hidden !== undefined) {
    const message = { ...hidden, ...words };
    desk.state.ephemerals = desk.state.ephemerals.map((one) => (one === hidden ? message : one));
    desk.tell({ kind: 'ephemeral-updated', message });
    return true;
  }
  const old = findMessage(desk, address.channel, address.messageTs);
  if (old === undefined) return false;
  const metadata = content.metadata === undefined ? {} : { metadata: content.metadata };
  replaceMessage(desk, { ...old, ...words, ...metadata, edited: { user: old.user, ts: old.ts } });
  return true;
}

function ephemeralOf(desk: Desk, address: SlackResponseUrl) {
  if (!address.isEphemeral) return undefined;
  return desk.state.ephemerals.find((one) => one.ts === address.messageTs && one.to === address.user);
}
