/**
 * `npm run simulate:quarter -- --experiments 60 --days 91 --seed 1`: a quarter through the real bot in one channel, with people who act hours
 * later at work, data that are wrong at times, a metrics source that is away twice, and flags that are switched off by hand. Prints
 * what the bot posted by channel and day and whom it called; safety apart. Follows every alert from the journal to the message
 * that tells it. Exit code 1 if a median of all days is above its target, if an alert was told twice or not at all, if one
 * came too many or in quiet hours, if a figure of a digest is not that of the journal, or if people could not do what was waited for.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadShopFiles } from '#sandbox/stand-ins/github/seed.ts';
import { DAY } from '#shared/clock.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';
import { readArguments, refuseArguments, say, wholeNumber } from './command-line.ts';
import { safetyBy, tellFigures, tellStatuses, tellTopics, topicsOf } from './month/month-figures.ts';
import { listenToBot, type Posted, SAFETY } from './month/noise.ts';
import { PLACES, placeFiles } from './month/places.ts';
import { playMonth } from './month/play-month.ts';
import { auditAlerts } from './quarter/audit-alerts.ts';
import { auditDigests } from './quarter/audit-digests.ts';
import { budgetProblems } from './quarter/budget-problems.ts';
import { DIGESTS_CHANNEL, drawQuarter, writeQuarterSettings } from './quarter/quarter-plan.ts';
import { troubleOf } from './quarter/trouble.ts';

const USAGE = 'usage: npm run simulate:quarter -- [--experiments <whole>] [--days <whole>] [--seed <whole>]';
/** A quarter is long enough for an experiment from the idea to its end. */
const FEWEST_DAYS = 28;

interface Quarter {
  readonly count: number;
  readonly days: number;
  readonly seed: number;
}

async function main(): Promise<number> {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const options = { experiments: text('60'), days: text('91'), seed: text('1') };
  const given = readArguments({ options });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { values } = given.value;
  const [count, days, seed] = [values.experiments, values.days, values.seed].map(wholeNumber);
  if (count == null || count < 1 || count > PLACES.length)
    return refuseArguments(`--experiments must be a whole number from 1 to ${PLACES.length}`, USAGE);
  if (days == null || days < FEWEST_DAYS)
    return refuseArguments(`--days must be a whole number from ${FEWEST_DAYS}`, USAGE);
  if (seed == null) return refuseArguments('--seed must be a whole number', USAGE);
  const folder = await mkdtemp(join(tmpdir(), 'quarter-'));
  try {
    return await playAndTell({ count, days, seed }, join(folder, 'co-pilot.yaml'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function playAndTell({ count, days, seed }: Quarter, settingsFile: string): Promise<number> {
  await writeQuarterSettings(settingsFile);
  const plan = drawQuarter(count, days, seed);
  const files = placeFiles(await loadShopFiles());
  const journey = await startJourney({ settingsFile, files, scenarios: plan.scenarios });
  try {
    const { slack, clock } = journey.running.sandbox;
    addDigestsChannel(journey);
    const start = Math.floor(clock.now() / DAY) * DAY;
    const posted = listenToBot(slack);
    const played = await playMonth(journey, plan.experiments, {
      days,
      seed,
      onDay: troubleOf(journey, plan),
    });
    say(`${played.keys.length} experiments in ${days} days, seed ${seed}, all in one channel\n`);
    await tellStatuses(journey, played.keys);
    const topics = await topicsOf(journey, played.keys);
    const audit = await auditAlerts(journey, played.keys, clock.now());
    const { alerts, alone, collected, over, waiting, news } = audit;
    const isOfSafety = safetyBy(topics, SAFETY);
    // The watch tells safety and news under one topic.
    const isSafety = (one: Posted) => isOfSafety(one) && !news.has(one.key);
    const dose = tellFigures(posted, isSafety, { start, days, journey, judged: 'day' });
    tellTopics(posted, topics);
    say(
      `alerts: ${alerts}, of them ${alone} posted by themselves, ${collected} collected (${over} told as over), ${waiting} waiting at the end`,
    );
    const digests = await auditDigests(journey, played.keys, DIGESTS_CHANNEL);
    say(`digests: ${digests.digests}, with ${digests.figures} figures recounted from the events`);
    const problems = [...digests.problems, ...audit.problems, ...budgetProblems(posted, news, journey)];
    for (const line of problems) say(`PROBLEM ${line}`);
    say(
      `${played.conflicts} tries to merge met a conflict, which an engineer resolves and the stand-in does not`,
    );
    for (const line of played.inVain) say(`IN VAIN ${line}`);
    const isGood = dose.isKept && problems.length === 0 && played.inVain.length === 0;
    say(
      `quarter: seed ${seed}, ${played.keys.length} experiments, ${alerts} alerts, median ${dose.posts} messages and ${dose.mentions} mentions, ${problems.length + played.inVain.length} problems: ${isGood ? 'good' : 'NOT GOOD'}`,
    );
    return isGood ? 0 : 1;
  } finally {
    await journey.running.close();
  }
}

function addDigestsChannel({ running: { sandbox } }: Journey): void {
  const { slack } = sandbox;
  const state = slack.snapshot();
  state.channels[DIGESTS_CHANNEL] = {
    ...{ id: DIGESTS_CHANNEL, name: 'reports', isPrivate: false, isArchived: false, user: null },
    members: [...['mia', 'priya', 'sam'].map(slack.userId), slack.botUserId],
  };
  slack.restore(state);
}

process.exitCode = await main();
