import type { Topic } from '#domain/topic.ts';
import type { Journey } from '#test/support/journey.ts';
import { say } from '../command-line.ts';
import { countPerDay, medianOf, workDaysOf } from './figures.ts';
import type { Posted } from './noise.ts';

/** What a person and a channel can bear in a day: medians. */
export const TARGETS = { posts: 5, mentions: 2 } as const;

/** The days that are counted, and the journey that they were lived in. */
export interface Frame {
  readonly start: number;
  readonly days: number;
  readonly journey: Journey;
  /** The days whose medians are held against the targets; both kinds are printed. */
  readonly judged: 'working day' | 'day';
}

/** The highest medians of the days that are judged, and whether both are within their targets. */
export interface Dose {
  readonly posts: number;
  readonly mentions: number;
  readonly isKept: boolean;
}

/** The topic of every effect that posts, by its key; what is no topic (a card, a record) has its kind. */
export async function topicsOf(
  journey: Journey,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { store } = journey.running.bot.coPilot;
  const topics = new Map<string, string>();
  for (const key of keys) {
    for (const { version, effects } of await store.commits(key)) {
      for (const [index, effect] of effects.entries())
        topics.set(`${key}:${version}:${index}`, effect.kind === 'post' ? effect.topic : effect.kind);
    }
  }
  return topics;
}

/** Prints messages by channel and day, and mentions by person and day; safety apart. */
export function tellFigures(
  posted: readonly Posted[],
  isSafety: (one: Posted) => boolean,
  frame: Frame,
): Dose {
  const { users, channels } = frame.journey.running.sandbox.slack.snapshot();
  const calm = posted.filter((one) => !isSafety(one));
  say('| what | median, working day | median, any day | most | in all | safety apart |');
  say('|---|---|---|---|---|---|');
  const row = (what: string, wanted: (one: Posted) => boolean): number => {
    const moments = calm.filter(wanted).map(({ at }) => at);
    const perDay = countPerDay(moments, frame.start, frame.days);
    const atWork = medianOf(workDaysOf(perDay, frame.start));
    const apart = posted.filter((one) => wanted(one) && isSafety(one)).length;
    say(`| ${[what, atWork, medianOf(perDay), Math.max(...perDay), moments.length, apart].join(' | ')} |`);
    return frame.judged === 'day' ? medianOf(perDay) : atWork;
  };
  const shared = [...new Set(posted.filter(({ to }) => to === null).map(({ channel }) => channel))];
  const posts = shared.map((id) => {
    const name = `#${channels[id]?.name ?? id}`;
    row(`cards in ${name}`, (one) => one.channel === id && !one.isReply);
    return row(`messages in ${name}, threads included`, (one) => one.channel === id);
  });
  const people = Object.values(users).filter(({ isBot }) => !isBot);
  const mentions = people.map(({ id, name }) =>
    row(`mentions of @${name}`, ({ mentions: called }) => called.includes(id)),
  );
  for (const { id, name } of people) row(`direct messages to @${name}`, ({ to }) => to === id);
  const [most, called] = [Math.max(0, ...posts), Math.max(0, ...mentions)];
  say(`\nmessages per channel and ${frame.judged}, the highest median: ${most} (target ${TARGETS.posts})`);
  say(
    `mentions per person and ${frame.judged}, the highest median: ${called} (target ${TARGETS.mentions})\n`,
  );
  return { posts: most, mentions: called, isKept: most <= TARGETS.posts && called <= TARGETS.mentions };
}

/** Prints messages and mentions by topic; what has no topic is a document, or a message of the workspace. */
export function tellTopics(posted: readonly Posted[], topics: ReadonlyMap<string, string>): void {
  const topicOf = ({ key, to }: Posted) => {
    if (to !== null) return 'reminder';
    return topics.get(key) ?? (key.startsWith('$') ? 'bulletin' : 'document');
  };
  say(`messages by topic: ${countedBy(posted.map(topicOf))}`);
  say(`mentions by topic: ${countedBy(posted.flatMap((one) => one.mentions.map(() => topicOf(one))))}`);
}

/** Which messages are about the safety of users, by the topics of their effects. */
export function safetyBy(
  topics: ReadonlyMap<string, string>,
  safety: ReadonlySet<Topic>,
): (one: Posted) => boolean {
  return ({ key }) => safety.has(topics.get(key) as Topic);
}

/** How often each name is there, the most frequent first. */
function countedBy(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return sorted.map(([name, count]) => `${name} ${count}`).join(', ');
}

/** Prints how many experiments ended in which status. */
export async function tellStatuses(journey: Journey, keys: readonly string[]): Promise<void> {
  const statuses = await Promise.all(keys.map(async (key) => (await journey.load(key)).status));
  const counted = [...new Set(statuses)].map(
    (status) => `${statuses.filter((one) => one === status).length} ${status}`,
  );
  say(`at the end: ${counted.join(', ')}\n`);
}
