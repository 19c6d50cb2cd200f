/**
 * `npm run simulate:month -- --experiments 20 --days 30 --seed 1`: so many experiments through the real bot in one channel, with people who act
 * hours later at work. Prints what the bot posted by channel and day, and whom it called by person and day; safety apart. Exit code 1 if
 * a median of the working days is above its target, or if people could not do what the experiment waited for.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Topic } from '#domain/topic.ts';
import { DAY } from '#shared/clock.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';
import { readArguments, refuseArguments, say, wholeNumber } from './command-line.ts';
import { countPerDay, medianOf, workDaysOf } from './month/figures.ts';
import { drawMonth, MOST, writeMonthSettings } from './month/month-plan.ts';
import { listenToBot, type Posted, SAFETY } from './month/noise.ts';
import { type PlayedMonth, playMonth } from './month/play-month.ts';

const USAGE = 'usage: npm run simulate:month -- [--experiments <whole>] [--days <whole>] [--seed <whole>]';
const TARGETS = { posts: 5, mentions: 2 } as const;

interface Month {
  readonly count: number;
  readonly days: number;
  readonly seed: number;
}

async function main(): Promise<number> {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const options = { experiments: text('20'), days: text('30'), seed: text('1') };
  const given = readArguments({ options });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const [count, days, seed] = [
    given.value.values.experiments,
    given.value.values.days,
    given.value.values.seed,
  ].map(wholeNumber);
  if (count == null || count < 1 || count > MOST)
    return refuseArguments(`--experiments must be a whole number from 1 to ${MOST}`, USAGE);
  if (days == null || days < 1) return refuseArguments('--days must be a whole number from 1', USAGE);
  if (seed == null) return refuseArguments('--seed must be a whole number', USAGE);
  const folder = await mkdtemp(join(tmpdir(), 'month-'));
  try {
    return await playAndTell({ count, days, seed }, join(folder, 'co-pilot.yaml'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function playAndTell({ count, days, seed }: Month, settingsFile: string): Promise<number> {
  await writeMonthSettings(settingsFile);
  const journey = await startJourney({ settingsFile });
  try {
    const { slack, clock } = journey.running.sandbox;
    const start = Math.floor(clock.now() / DAY) * DAY;
    const posted = listenToBot(slack);
    const played = await playMonth(journey, drawMonth(count, days, seed), days, seed);
    say(`${played.keys.length} experiments in ${days} days, seed ${seed}, all in one channel\n`);
    await tellStatuses(journey, played);
    const topics = await topicsOf(journey, played.keys);
    const isSafety = ({ key }: Posted) => SAFETY.has(topics.get(key) as Topic);
    const isKept = tellFigures(posted, isSafety, { start, days, journey });
    tellTopics(posted, topics);
    say(
      `${played.conflicts} tries to merge met a conflict, which an engineer resolves and the stand-in does not`,
    );
    for (const line of played.inVain) say(`IN VAIN ${line}`);
    return isKept && played.inVain.length === 0 ? 0 : 1;
  } finally {
    await journey.running.close();
  }
}

async function tellStatuses(journey: Journey, { keys }: PlayedMonth): Promise<void> {
  const statuses = await Promise.all(keys.map(async (key) => (await journey.load(key)).status));
  const counted = [...new Set(statuses)].map(
    (status) => `${statuses.filter((one) => one === status).length} ${status}`,
  );
  say(`at the end: ${counted.join(', ')}\n`);
}

/** The topic of every effect that posts, by its key; what is no topic (a card, a record) has its kind. */
async function topicsOf(journey: Journey, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
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

interface Frame {
  readonly start: number;
  readonly days: number;
  readonly journey: Journey;
}

/** The table; whether both medians of the working days are within their targets. */
function tellFigures(posted: readonly Posted[], isSafety: (one: Posted) => boolean, frame: Frame): boolean {
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
    return atWork;
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
  say(`\nmessages per channel and working day, the highest median: ${most} (target ${TARGETS.posts})`);
  say(`mentions per person and working day, the highest median: ${called} (target ${TARGETS.mentions})\n`);
  return most <= TARGETS.posts && called <= TARGETS.mentions;
}

function tellTopics(posted: readonly Posted[], topics: ReadonlyMap<string, string>): void {
  const topicOf = ({ key, to }: Posted) => {
    if (to !== null) return 'reminder';
    return topics.get(key) ?? 'document';
  };
  say(`messages by topic: ${countedBy(posted.map(topicOf))}`);
  say(`mentions by topic: ${countedBy(posted.flatMap((one) => one.mentions.map(() => topicOf(one))))}`);
}

/** How often each name is there, the most frequent first. */
function countedBy(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return sorted.map(([name, count]) => `${name} ${count}`).join(', ');
}

process.exitCode = await main();
