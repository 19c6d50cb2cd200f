import type { WebClient } from '@slack/web-api';
import type { Place } from '#ports/chat.ts';
import { slackErrorName } from './errors.ts';

/** Metadata event type of every message of ours. */
export const MESSAGE_EVENT = 'growth_experiment_message';

/**
 * The message that carries this key, by its metadata, in the thread (or the channel for a card); null if there is
 * none. Pages through what was posted since `since` (milliseconds since 1970).
 */
export async function findPosted(
  client: WebClient,
  place: Place,
  once: { readonly key: string; readonly since: number },
): Promise<string | null> {
  return findIn(client, place, once.since, ({ metadata, ts }) =>
    keyOf(metadata) === once.key ? (ts ?? null) : null,
  );
}

/** The id of the file of this name in the place; null if there is none. Pages as `findPosted`. */
export async function findFile(
  client: WebClient,
  place: Place,
  once: { readonly since: number },
  name: string,
): Promise<string | null> {
  return findIn(
    client,
    place,
    once.since,
    ({ files = [] }) => files.find((file) => file.name === name)?.id ?? null,
  );
}

/** What is wanted of a message that Slack told. */
interface Told {
  readonly ts?: string;
  readonly metadata?: unknown;
  readonly files?: readonly { readonly id?: string; readonly name?: string | null }[];
}

async function findIn(
  client: WebClient,
  place: Place,
  since: number,
  pick: (message: Told) => string | null,
): Promise<string | null> {
  let cursor: string | undefined;
  do {
    const from = cursor;
    const read = () => readPage(client, place, since, from);
    const page = await read().catch((thrown: unknown) => joinAndRead(client, place, thrown, read));
    for (const message of page.messages ?? []) {
      const found = pick(message);
      if (found !== null) return found;
    }
    cursor = page.response_metadata?.next_cursor;
  } while (cursor !== undefined && cursor !== '');
  return null;
}

/** A public channel takes posts of those who are not in it, but shows its messages only to those who are. */
async function joinAndRead<Page>(
  client: WebClient,
  { channel }: Place,
  thrown: unknown,
  read: () => Promise<Page>,
): Promise<Page> {
  if (slackErrorName(thrown) !== 'not_in_channel') throw thrown;
  await client.conversations.join({ channel });
  return read();
}

async function readPage(client: WebClient, place: Place, since: number, cursor: string | undefined) {
  const common = {
    channel: place.channel,
    include_all_metadata: true,
    limit: 200,
    ...(cursor === undefined ? {} : { cursor }),
  };
  if (place.threadTs !== null) return client.conversations.replies({ ...common, ts: place.threadTs });
  return client.conversations.history({ ...common, oldest: String(Math.floor(since / 1000) - 1) });
}

function keyOf(metadata: unknown): unknown {
  if (typeof metadata !== 'object' || metadata === null) return null;
  const payload: unknown = Reflect.get(metadata, 'event_payload');
  return typeof payload === 'object' && payload !== null ? Reflect.get(payload, 'key') : null;
}
