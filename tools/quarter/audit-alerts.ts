import { alertsIn, classOf } from '#domain/alerts/alerts-in.ts';
import { type Commit, fold } from '#domain/commit.ts';
import { effectKey } from '#domain/effect.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { CollectedAlerts } from '#features/alerts/collected-blocks.ts';
import { loadBulletin } from '#journal/bulletins.ts';
import { DAY } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';

/** Longer than any quiet hours, grace or message that is put off. */
const LONGEST_WAIT = 5 * DAY;

/** What became of all alerts, by the journal and by what the chat service has. */
export interface AlertAudit {
  readonly alerts: number;
  readonly alone: number;
  readonly collected: number;
  /** Of those, told as over. */
  readonly over: number;
  /** Those that still waited at the end. */
  readonly waiting: number;
  /** Keys of the effects of alerts that were posted by themselves and could have waited. */
  readonly news: ReadonlySet<string>;
  /** What must not be, in words. */
  readonly problems: readonly string[];
}

/** One alert as the journal asks for it. */
interface Asked {
  readonly effect: string;
  readonly keys: readonly string[];
  readonly at: number;
}

/** Follows every alert of these experiments from the commit that asks for it to the message that tells it. */
export async function auditAlerts(
  journey: Journey,
  keys: readonly string[],
  now: number,
): Promise<AlertAudit> {
  const { store } = journey.running.bot.coPilot;
  const { messages } = journey.running.sandbox.slack.snapshot();
  const shown = new Set(messages.map(({ ts }) => ts));
  const sum = { alerts: 0, alone: 0, collected: 0, over: 0, waiting: 0 };
  const problems: string[] = [];
  const news = new Set<string>();
  for (const key of keys) {
    const commits = await store.commits(key);
    const events = commits.flatMap((commit) => commit.events);
    problems.push(...onsetProblems(key, commits));
    for (const alert of askedIn(commits)) {
      sum.alerts += 1;
      const fate = fateOf(alert, events);
      if (fate.posted.length > 0) {
        sum.alone += 1;
        if (classOf(alert.keys) === 'news') news.add(alert.effect);
      }
      if (fate.told.length > 0) sum.collected += 1;
      if (fate.isOver) sum.over += 1;
      if (fate.isHeld && fate.told.length === 0) sum.waiting += 1;
      problems.push(...fateProblems(alert, fate, now));
      for (const ts of fate.posted)
        if (!shown.has(ts))
          problems.push(`${alert.effect} is recorded as posted, and Slack has no such message`);
      for (const name of fate.told) problems.push(...(await bulletinProblems(journey, name, alert, shown)));
    }
  }
  return { ...sum, news, problems };
}

/** The posts into the thread that are alerts. */
function askedIn(commits: readonly Commit[]): readonly Asked[] {
  const asked: Asked[] = [];
  let state: Experiment | null = null;
  for (const commit of commits) {
    state = fold([commit], state);
    for (const [index, effect] of commit.effects.entries()) {
      if (state === null || effect.kind !== 'post') continue;
      if (effect.to !== undefined || effect.channel !== undefined) continue;
      const keys = alertsIn(effect.topic, state);
      if (keys.length > 0)
        asked.push({ effect: effectKey(commit.experiment, commit.version, index), keys, at: commit.at });
    }
  }
  return asked;
}

interface Fate {
  /** Ids of its messages. */
  readonly posted: readonly string[];
  readonly isHeld: boolean;
  /** Names of the messages that tell it with others. */
  readonly told: readonly string[];
  readonly isOver: boolean;
  readonly hasFailed: boolean;
}

function fateOf({ effect }: Asked, events: readonly ExperimentEvent[]): Fate {
  const told = events.filter((event) => event.type === 'alertsTold' && event.effects.includes(effect));
  return {
    posted: events.flatMap((event) => (event.type === 'posted' && event.effect === effect ? [event.ts] : [])),
    isHeld: events.some((event) => event.type === 'alertHeld' && event.held.effect === effect),
    told: told.flatMap((event) => (event.type === 'alertsTold' ? [event.bulletin] : [])),
    isOver: told.some((event) => event.type === 'alertsTold' && event.over.includes(effect)),
    hasFailed: events.some((event) => event.type === 'effectDied' && event.death.effect === effect),
  };
}

function fateProblems({ effect, keys, at }: Asked, fate: Fate, now: number): readonly string[] {
  const times = fate.posted.length + fate.told.length;
  return [
    ...(times > 1 ? [`${effect} (${keys.join(', ')}) was told ${times} times`] : []),
    ...(times === 0 && !fate.isHeld && !fate.hasFailed ? [`${effect} (${keys.join(', ')}) was dropped`] : []),
    ...(times === 0 && fate.isHeld && now - at > LONGEST_WAIT ? [`${effect} waits since ${at}`] : []),
    ...(fate.isHeld && classOf(keys) !== 'news'
      ? [`${effect} (${keys.join(', ')}) is no news and was held`]
      : []),
  ];
}

async function bulletinProblems(
  journey: Journey,
  name: string,
  { effect }: Asked,
  shown: ReadonlySet<string>,
): Promise<readonly string[]> {
  const bulletin = await loadBulletin(journey.running.bot.coPilot.store, name);
  const { alerts } = (bulletin?.said.facts ?? { alerts: [] }) as unknown as CollectedAlerts;
  const times = alerts.filter((one) => one.effect === effect).length;
  const ts = bulletin?.posted?.ts ?? null;
  return [
    ...(times === 1 ? [] : [`${name} tells ${effect} ${times} times`]),
    ...(ts !== null && shown.has(ts) ? [] : [`${name} is in the journal, and Slack has no such message`]),
  ];
}

/** What is new at a look is counted again: open now, and not at the look before it. Each onset is in one message of that look, or in none of a stop. */
function onsetProblems(key: string, commits: readonly Commit[]): readonly string[] {
  let open: readonly string[] = [];
  return commits.flatMap(({ id, events, effects }) => {
    const found = events.find((event) => event.type === 'found');
    if (found?.type !== 'found') return [];
    const now = found.found.alerts.map((alert) => alert.key);
    const onsets = now.filter((one) => !open.includes(one));
    open = now;
    const isStopped = events.some(({ type }) => type === 'stoppedForHarm');
    const posts = effects.filter(
      (effect) => effect.kind === 'post' && effect.topic === 'watch-alerts',
    ).length;
    const wanted = onsets.length > 0 && !isStopped ? 1 : 0;
    const isSame = onsets.join() === found.found.news.join();
    return posts === wanted && isSame
      ? []
      : [`${key} at ${id}: ${onsets.length} onsets (${onsets.join(', ')}), ${posts} messages`];
  });
}
