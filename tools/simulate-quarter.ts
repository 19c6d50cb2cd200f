/**
 * `npm run simulate:quarter -- --experiments 60 --days 91 --seed 1 --channels 3`: a quarter through the real bot, with people who act hours
 * later at work, data that are wrong at times, a metrics source that is away twice, and flags that are switched off by hand. The experiments
 * are spread over the channels of teams: one for every 20 of them unless `--channels` says otherwise. Each team has its own
 * person who proposes and owns, and all teams have the same two approvers. Prints
 * what the bot posted by channel and day and whom it called; safety apart. Follows every alert from the journal to the message
 * that tells it, and counts every figure of every digest again from the events. Exit code 1 if a median of the working days is above its target, if an alert was told twice or not at all, if one
 * came too many or in quiet hours, if a figure of a digest is not that of the events, or if people could not do what was waited for.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadShopFiles } from '#sandbox/stand-ins/github/seed.ts';
import { DAY } from '#shared/clock.ts';
import { startJourney } from '#test/support/journey.ts';
import { readArguments, refuseArguments, say, wholeNumber } from './command-line.ts';
import { safetyBy, tellFigures, tellStatuses, tellTopics, topicsOf } from './month/month-figures.ts';
import { listenToBot, type Posted, SAFETY } from './month/noise.ts';
import { PLACES, placeFiles } from './month/places.ts';
import { playMonth } from './month/play-month.ts';
import { auditAlerts } from './quarter/audit-alerts.ts';
import { auditDigests } from './quarter/audit-digests.ts';
import { budgetProblems } from './quarter/budget-problems.ts';
import { addTeams, DIGESTS_CHANNEL, type Team, teamsOf } from './quarter/quarter-channels.ts';
import { DIGESTS_ZONE, drawQuarter, writeQuarterSettings } from './quarter/quarter-plan.ts';
import { troubleOf } from './quarter/trouble.ts';

const USAGE =
  'usage: npm run simulate:quarter -- [--experiments <whole>] [--days <whole>] [--seed <whole>] [--channels <whole>]';
/** A quarter is long enough for an experiment from the idea to its end. */
const FEWEST_DAYS = 28;
/** Experiments that one team has in a quarter at most: as many as a month of one channel is simulated with. */
const OF_ONE_TEAM = 20;
const MOST_CHANNELS = 20;

interface Quarter {
  readonly count: number;
  readonly days: number;
  readonly seed: number;
  readonly teams: readonly Team[];
}

async function main(): Promise<number> {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const options = { experiments: text('60'), days: text('91'), seed: text('1'), channels: text('') };
  const given = readArguments({ options });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { values } = given.value;
  const [count, days, seed] = [values.experiments, values.days, values.seed].map(wholeNumber);
  if (count == null || count < 1 || count > PLACES.length)
    return refuseArguments(`--experiments must be a whole number from 1 to ${PLACES.length}`, USAGE);
  if (days == null || days < FEWEST_DAYS)
    return refuseArguments(`--days must be a whole number from ${FEWEST_DAYS}`, USAGE);
  if (seed == null) return refuseArguments('--seed must be a whole number', USAGE);
  const channels = values.channels === '' ? Math.ceil(count / OF_ONE_TEAM) : wholeNumber(values.channels);
  if (channels === null || channels < 1 || channels > MOST_CHANNELS)
    return refuseArguments(`--channels must be a whole number from 1 to ${MOST_CHANNELS}`, USAGE);
  const teams = teamsOf(channels);
  const folder = await mkdtemp(join(tmpdir(), 'quarter-'));
  try {
    return await playAndTell({ count, days, seed, teams }, join(folder, 'co-pilot.yaml'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function playAndTell({ count, days, seed, teams }: Quarter, settingsFile: string): Promise<number> {
  await writeQuarterSettings(settingsFile);
  const plan = drawQuarter(count, days, seed, teams);
  const files = placeFiles(await loadShopFiles());
  const journey = await startJourney({ settingsFile, files, scenarios: plan.scenarios });
  try {
    const { slack, clock } = journey.running.sandbox;
    addTeams(journey, teams);
    const start = Math.floor(clock.now() / DAY) * DAY;
    const posted = listenToBot(slack);
    const played = await playMonth(journey, plan.experiments, {
      days,
      seed,
      onDay: troubleOf(journey, plan),
    });
    say(
      `${played.keys.length} experiments in ${days} days, seed ${seed}, in ${teams.length === 1 ? 'one channel' : `${teams.length} channels`}\n`,
    );
    await tellStatuses(journey, played.keys);
    const topics = await topicsOf(journey, played.keys);
    const audit = await auditAlerts(journey, played.keys, clock.now());
    const { alerts, alone, collected, over, waiting, news } = audit;
    const isOfSafety = safetyBy(topics, SAFETY);
    // The watch tells safety and news under one topic.
    const isSafety = (one: Posted) => isOfSafety(one) && !news.has(one.key);
    const dose = tellFigures(posted, isSafety, { start, days, journey, judged: 'working day' });
    tellTopics(posted, topics);
    say(
      `alerts: ${alerts}, of them ${alone} posted by themselves, ${collected} collected (${over} told as over), ${waiting} waiting at the end`,
    );
    const digests = await auditDigests(journey, played.keys, {
      channel: DIGESTS_CHANNEL,
      timeZone: DIGESTS_ZONE,
    });
    const kinds = Object.entries(digests.digests).map(([name, sent]) => `${sent} ${name}`);
    say(
      `digests: ${kinds.join(', ')}; ${digests.figures} figures counted again from the events, ${digests.problems.length} of them wrong`,
    );
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

process.exitCode = await main();
