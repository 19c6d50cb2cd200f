import type { WebClient } from '@slack/web-api';
import type { Place, Thread } from '#ports/chat.ts';
import { DAY } from '#shared/clock.ts';
import { slackErrorName } from './errors.ts';

/** Metadata event type of every message of ours. */
export const MESSAGE_EVENT = 'growth_experiment_message';

/** The clocks of the bot's machines may differ by this much, in milliseconds, and a card is still found. */
const CLOCKS_DIFFER = DAY;

/**
 * The message that carries this key, by its metadata, in the thread (or the channel for a card); null if there is
 * none. `age` is how long ago it can have been posted, in milliseconds by the bot's clocks.
 */
export async function findPosted(
  client: WebClient,
  place: Place,
  once: { readonly key: string; readonly age: number },
): Promise<string | null> {
  const age = place.threadTs === null ? once.age : null;
  return findIn(client, place, age, ({ metadata, ts }) =>
    keyOf(metadata) === once.key ? (ts ?? null) : null,
  );
}

/** The id of the file of this name in the thread; null if there is none. */
export async function findFile(client: WebClient, thread: Thread, name: string): Promise<string | null> {
  return findIn(
    client,
    thread,
    null,
    ({ files = [] }) => files.find((file) => file.name === name)?.id ?? null,
  );
}

/** What is wanted of a message that Slack told. */
interface Told {
  readonly ts?: string;
  readonly metadata?: unknown;
  readonly files?: readonly { readonly id?: string; readonly name?: string | null }[];
}

/** Reads the place until `pick` finds something: all of it, or, newest first, no further than what is so old. */
async function findIn(
  client: WebClient,
  place: Place,
  age: number | null,
  pick: (message: Told) => string | null,
): Promise<string | null> {
  let cursor: string | undefined;
  let end: number | null = null;
  do {
    const from = cursor;
    const read = () => readPage(client, place, from);
    const { messages = [], response_metadata: more } = await read().catch((thrown: unknown) =>
      joinAndRead(client, place, thrown, read),
    );
    for (const message of messages) {
      const found = pick(message);
      if (found !== null) return found;
    }
    const [newest, last] = [messages[0], messages.at(-1)];
    if (newest !== undefined && age !== null) end ??= endOf(newest, age);
    cursor = end !== null && last !== undefined && momentOf(last) < end ? undefined : more?.next_cursor;
  } while (cursor !== undefined && cursor !== '');
  return null;
}

/**
 * The moment in Slack's own time before which nothing of ours can stand: the newest message of the channel is no older than what is
 * looked for. A negative age shows that the bot's clocks differ; then the whole channel is searched.
 */
function endOf(newest: Told, age: number): number {
  return age < 0 ? Number.NEGATIVE_INFINITY : momentOf(newest) - age - CLOCKS_DIFFER;
}

/** When Slack posted a message, milliseconds since 1970 by its clock. */
function momentOf({ ts }: Told): number {
  return Number(ts ?? Number.NaN) * 1_000;
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

/** A page of a thread, oldest first, or of a channel, newest first. */
async function readPage(client: WebClient, place: Place, cursor: string | undefined) {
  const common = {
    channel: place.channel,
    include_all_metadata: true,
    limit: 200,
    ...(cursor === undefined ? {} : { cursor }),
  };
  if (place.threadTs !== null) return client.conversations.replies({ ...common, ts: place.threadTs });
  return client.conversations.history(common);
}

function keyOf(metadata: unknown): unknown {
  if (typeof metadata !== 'object' || metadata === null) return null;
  const payload: unknown = Reflect.get(metadata, 'event_payload');
  return typeof payload === 'object' && payload !== null ? Reflect.get(payload, 'key') : null;
}
