import type { BulletinEvent } from '#domain/bulletin/journal.ts';
import type { Commit } from '#domain/commit.ts';
import type { DigestFacts } from '#features/digests/digests.ts';
import { everyBulletin } from '#journal/bulletins.ts';
import { DIGESTS } from '#settings/digests.ts';
import type { Journey } from '#test/support/journey.ts';
import { compare } from '#test/support/recount/compare.ts';
import { type Counted, dailyIn, monthlyIn, reviewIn, weeklyIn } from '#test/support/recount/counted-in.ts';
import { SAID } from '#test/support/recount/said-in.ts';
import { type Tale, taleOf } from '#test/support/recount/tale.ts';

/** What the digests of a simulated quarter came to. */
export interface DigestAudit {
  /** How many digests of each kind came. */
  readonly digests: Readonly<Record<keyof DigestFacts, number>>;
  /** Figures that were compared; a list is one. */
  readonly figures: number;
  /** Figures that are not those of the events, and digests that did not come, in words. */
  readonly problems: readonly string[];
}

/** One event of a bulletin, with its moment (milliseconds since 1970). */
interface Told {
  readonly stream: string;
  readonly at: number;
  readonly event: BulletinEvent;
}

/**
 * Holds every figure of every digest against the events of the journals, which are told without the product's fold.
 * `channel`: the id of the channel that they go to; `timeZone`: the zone in which a quarter begins.
 */
export async function auditDigests(
  journey: Journey,
  keys: readonly string[],
  { channel, timeZone }: { readonly channel: string; readonly timeZone: string },
): Promise<DigestAudit> {
  const { store } = journey.running.bot.coPilot;
  const journals = await Promise.all(keys.map((key) => store.commits(key)));
  const all = await bulletinEvents(journey);
  const digests = { daily: 0, weekly: 0, review: 0, monthly: 0 };
  const problems: string[] = [];
  let figures = 0;
  for (const { stream, at, event } of all) {
    const name = DIGESTS.find((one) => stream.startsWith(`digest/${one}/`));
    if (event.type !== 'bulletinSaid' || name === undefined || event.channel !== channel) continue;
    digests[name] += 1;
    const isThere = all.some((one) => one.stream === stream && one.event.type === 'bulletinPosted');
    if (!isThere) problems.push(`${stream} was not posted`);
    const facts = Object(event.facts);
    const tales = talesAt(journals, facts.until);
    const counted = countedIn(name, facts, { tales, lost: lostAt(all, facts.until, at), timeZone });
    const compared = compare(SAID[name](facts as never), counted);
    figures += compared.figures;
    problems.push(...compared.wrong.map((line) => `${stream}: ${line}`));
  }
  for (const [name, count] of Object.entries(digests))
    if (count === 0) problems.push(`no ${name} digest came`);
  return { digests, figures, problems };
}

async function bulletinEvents(journey: Journey): Promise<readonly Told[]> {
  const { store } = journey.running.bot.coPilot;
  const all: Told[] = [];
  for await (const stream of everyBulletin(store)) {
    const commits = await store.commits(`$bulletin/${stream}`);
    for (const { at, events } of commits)
      for (const event of events as unknown as readonly BulletinEvent[]) all.push({ stream, at, event });
  }
  return all;
}

function talesAt(journals: readonly (readonly Commit[])[], until: number): readonly Tale[] {
  return journals.flatMap((commits) => taleOf(commits.filter(({ at }) => at <= until)) ?? []);
}

/** Bulletins that had failed at a moment and were not there when the digest was made. */
function lostAt(all: readonly Told[], until: number, made: number): number {
  const streams = Map.groupBy(all, ({ stream }) => stream);
  return [...streams.values()].filter((events) => {
    const failed = events.findLast(({ at, event }) => event.type === 'bulletinFailed' && at <= until);
    const posted = events.findLast(({ at, event }) => event.type === 'bulletinPosted' && at <= made);
    return failed !== undefined && (posted === undefined || posted.at < failed.at);
  }).length;
}

interface Ground {
  readonly tales: readonly Tale[];
  readonly lost: number;
  readonly timeZone: string;
}

function countedIn(
  name: keyof DigestFacts,
  facts: { readonly from: number; readonly until: number; readonly month: string },
  { tales, lost, timeZone }: Ground,
): Counted {
  switch (name) {
    case 'daily':
      return dailyIn(tales, facts, lost);
    case 'weekly':
      return weeklyIn(tales, facts);
    case 'review':
      return reviewIn(tales, facts);
    case 'monthly':
      return monthlyIn(tales, facts, quarterOf(facts.month, timeZone));
  }
}

/** The local midnight with which the quarter of a month (`2026-11`) begins. */
function quarterOf(month: string, timeZone: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const midnight = Date.UTC(year, number - 1 - ((number - 1) % 3), 1);
  const shown = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).format(midnight);
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(shown) ?? [];
  return midnight - (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
