import type { DeliveryRecord, PostedMessage } from '#domain/delivery/state.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isPlainFirstLook, isQuietLook } from '#domain/looks/quiet-look.ts';
import type { PostedTopic, Topic } from '#domain/topic.ts';

/**
 * The topics whose message a topic takes the place of, if that is the last message of the thread. What asks a person for something
 * new, and what tells of trouble, takes no place: an edit calls no person.
 */
const TAKES_THE_PLACE_OF: Partial<Readonly<Record<Topic, readonly Topic[]>>> = {
  'start-planned': ['start-planned'],
  launched: ['merged', 'start-due', 'launch-proposed', 'launch-held-back'],
  'ramp-raised': ['launched', 'ramp-raised'],
  running: ['launched', 'ramp-raised'],
  progress: ['running'],
  'shipment-advanced': ['shipment-advanced'],
  'clean-up': ['decided'],
  'flag-stays': ['decided', 'clean-up'],
  completed: ['decided', 'clean-up', 'flag-stays'],
};

/**
 * The message that a post brings up to date instead of adding one, by its key; null if a new one is due. What goes on as planned takes
 * the place of what it goes on from: a run has one message from its launch to the first look that says something new, an outcome has
 * one from the decision to its end. It has to be the last message of the thread, or the edit would not be seen. A decision that is
 * asked for again, because the flag has changed, is asked for in the same message. `then` is the state after the commit of the post,
 * whose command is `command`; `now` holds the messages by now.
 */
export function messageToEdit(
  then: Experiment,
  now: DeliveryRecord,
  { topic, command }: { readonly topic: Topic; readonly command: string },
): string | null {
  // What the checks say changes often, and belongs to the pull request wherever its message stands.
  if (topic === 'pull-request') return keyOf(newest(now, topic), [topic]);
  if (topic === 'decision') return command === 'recordLook' ? null : keyOf(newest(now, topic), [topic]);
  const places = topic === 'report' ? placesOfReport(then) : (TAKES_THE_PLACE_OF[topic] ?? []);
  return keyOf(newest(now), places);
}

function placesOfReport(then: Experiment): readonly Topic[] {
  if (isPlainFirstLook(then)) return ['running', 'progress'];
  return isQuietLook(then) ? ['report'] : [];
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

function keyOf(entry: Entry | undefined, topics: readonly PostedTopic[]): string | null {
  return entry !== undefined && topics.includes(entry[1].topic) ? entry[0] : null;
}

/** Of several posts of one commit, the last. */
function latest(entries: readonly Entry[]): Entry | undefined {
  return entries.reduce<Entry | undefined>(
    (found, entry) => (found === undefined || entry[1].version >= found[1].version ? entry : found),
    undefined,
  );
}
