/**
 * `npm run simulate:month -- --experiments 20 --days 30 --seed 1`: so many experiments through the real bot in one channel, with people who act
 * hours later at work. Prints what the bot posted by channel and day, and whom it called by person and day; safety apart. Exit code 1 if
 * a median of the working days is above its target, or if people could not do what the experiment waited for.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadShopFiles } from '#sandbox/stand-ins/github/seed.ts';
import { DAY } from '#shared/clock.ts';
import { startJourney } from '#test/support/journey.ts';
import { readArguments, refuseArguments, say, wholeNumber } from './command-line.ts';
import { safetyBy, tellFigures, tellStatuses, tellTopics, topicsOf } from './month/month-figures.ts';
import { drawMonth, MOST, writeMonthSettings } from './month/month-plan.ts';
import { listenToBot, SAFETY } from './month/noise.ts';
import { placeFiles } from './month/places.ts';
import { playMonth } from './month/play-month.ts';

const USAGE = 'usage: npm run simulate:month -- [--experiments <whole>] [--days <whole>] [--seed <whole>]';

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
  const journey = await startJourney({ settingsFile, files: placeFiles(await loadShopFiles()) });
  try {
    const { slack, clock } = journey.running.sandbox;
    const start = Math.floor(clock.now() / DAY) * DAY;
    const posted = listenToBot(slack);
    const played = await playMonth(journey, drawMonth(count, days, seed), { days, seed });
    say(`${played.keys.length} experiments in ${days} days, seed ${seed}, all in one channel\n`);
    await tellStatuses(journey, played.keys);
    const topics = await topicsOf(journey, played.keys);
    const { isKept } = tellFigures(posted, safetyBy(topics, SAFETY), {
      start,
      days,
      journey,
      judged: 'working day',
    });
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

process.exitCode = await main();
