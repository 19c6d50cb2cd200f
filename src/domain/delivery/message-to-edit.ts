import type { DeliveryRecord, PostedMessage } from '#domain/delivery/state.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isQuietLook } from '#domain/looks/quiet-look.ts';
import type { Topic } from '#domain/topic.ts';

/**
 * The message that a post brings up to date instead of adding one, by its key; null if a new one is due. The report of a look that
 * changes nothing takes the place of the last one, as long as that is the last message of the thread. A decision that is asked for
 * again, because the flag has changed, is asked for in the same message. `then` is the state after the commit of the post, whose command
 * is `command`; `now` holds the messages by now.
 */
export function messageToEdit(
  then: Experiment,
  now: DeliveryRecord,
  { topic, command }: { readonly topic: Topic; readonly command: string },
): string | null {
  if (topic === 'report') return isQuietLook(then) ? keyOf(newest(now), topic) : null;
  if (topic !== 'decision' || command === 'recordLook') return null;
  return keyOf(newest(now, topic), topic);
}

/** The key whose post a message shows now: a later post may have brought it up to date. The given key if it is not known. */
export function shownBy({ messages }: DeliveryRecord, key: string): string {
  const ts = messages[key]?.ts;
  const same = Object.entries(messages).filter(([, message]) => message.ts === ts);
  return latest(same)?.[0] ?? key;
}

type Entry = readonly [string, PostedMessage];

function newest({ messages }: DeliveryRecord, topic?: Topic): Entry | undefined {
  const all = Object.entries(messages).filter(([, message]) => message.topic !== 'card');
  return latest(all.filter(([, message]) => topic === undefined || message.topic === topic));
}

function keyOf(entry: Entry | undefined, topic: Topic): string | null {
  return entry?.[1].topic === topic ? entry[0] : null;
}

/** Of several posts of one commit, the last. */
function latest(entries: readonly Entry[]): Entry | undefined {
  return entries.reduce<Entry | undefined>(
    (found, entry) => (found === undefined || entry[1].version >= found[1].version ? entry : found),
    undefined,
  );
}
