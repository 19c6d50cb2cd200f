import type { Commit } from '#domain/commit.ts';
import type { MonthlyFacts } from '#features/digests/monthly-digest.ts';
import type { WeeklyFacts } from '#features/digests/weekly-digest.ts';
import { everyBulletin, loadBulletin } from '#journal/bulletins.ts';
import { DAY } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';
import { endOfRecounted, type Recounted, recounted } from '#test/support/recount.ts';

/** What the digests of a simulated quarter came to. */
export interface DigestAudit {
  /** Digests with figures that were recounted. */
  readonly digests: number;
  /** Figures that were compared. */
  readonly figures: number;
  /** Figures that are not those of the events, and digests that did not come, in words. */
  readonly problems: readonly string[];
}

/** The figures of a digest by name, as it has them and as the events say. */
type Compared = Readonly<Record<string, readonly [said: number | null, counted: number | null]>>;

/**
 * Holds the figures of every weekly and monthly digest against the events of the journals, which are counted without the product's fold.
 * `channel`: the id of the channel that they go to.
 */
export async function auditDigests(
  journey: Journey,
  keys: readonly string[],
  channel: string,
): Promise<DigestAudit> {
  const { store } = journey.running.bot.coPilot;
  const journals = await Promise.all(keys.map((key) => store.commits(key)));
  const posts = journey.running.sandbox.slack.messages(channel).length;
  const sum = { digests: 0, figures: 0 };
  const problems: string[] = [];
  for await (const name of everyBulletin(store, 'digest/')) {
    const bulletin = await loadBulletin(store, name);
    if (bulletin === null) continue;
    if (bulletin.posted === null) problems.push(`${name} was not posted`);
    const compared = comparedIn(name, { ...Object(bulletin.said.facts) }, journals);
    if (compared === null) continue;
    sum.digests += 1;
    for (const [figure, [said, counted]] of Object.entries(compared)) {
      sum.figures += 1;
      if (said !== counted && !(said !== null && counted !== null && Math.abs(said - counted) < 1e-9))
        problems.push(`${name} says ${figure} ${said}, and the events say ${counted}`);
    }
  }
  if (sum.digests === 0 || posts === 0) problems.push('no digest came');
  return { ...sum, problems };
}

function comparedIn(name: string, facts: object, journals: readonly (readonly Commit[])[]): Compared | null {
  const at = (until: number) =>
    journals.map((commits) => recounted(commits.filter((one) => one.at <= until)));
  if (name.startsWith('digest/weekly/')) return weekly(facts as WeeklyFacts, at);
  return name.startsWith('digest/monthly/') ? monthly(facts as MonthlyFacts, at) : null;
}

type At = (until: number) => readonly Recounted[];

function weekly({ from, until, started, concluded }: WeeklyFacts, at: At): Compared {
  const all = at(until);
  return {
    started: [
      started.count,
      countIn(
        all.map((one) => one.startedAt),
        from,
        until,
      ),
    ],
    ended: [concluded.count, countIn(all.map(endOfRecounted), from, until)],
  };
}

/** Days over which a monthly digest looks back for what it says of decisions. */
const LATELY = 90 * DAY;

function monthly(facts: MonthlyFacts, at: At): Compared {
  const { from, until } = facts;
  const all = at(until);
  const lately = all.flatMap((one) => {
    const ended = endOfRecounted(one);
    return ended !== null && ended > until - LATELY && ended <= until ? [{ ...one, ended }] : [];
  });
  const days = lately.flatMap(({ startedAt, ended }) =>
    startedAt === null ? [] : [(ended - startedAt) / DAY],
  );
  const isShipped = ({ decided, harm }: Recounted) => decided?.record.decision === 'ship' && harm === null;
  const shipped = all.filter((one) => {
    const ended = endOfRecounted(one);
    return isShipped(one) && ended !== null && ended > from && ended <= until;
  });
  return {
    'started in the month': [
      facts.startedInMonth,
      countIn(
        all.map((one) => one.startedAt),
        from,
        until,
      ),
    ],
    'ended in the month': [facts.concludedInMonth, countIn(all.map(endOfRecounted), from, until)],
    'ended in 90 days': [facts.concluded, lately.length],
    'days to a decision': [facts.daysToDecision, medianOf(days)],
    shipped: [facts.shipped.count, shipped.length],
    overrides: [
      facts.overrides.count,
      lately.filter(({ decided }) => decided?.record.overrides === true).length,
    ],
  };
}

function countIn(moments: readonly (number | null)[], from: number, until: number): number {
  return moments.filter((at) => at !== null && at > from && at <= until).length;
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? upper)) / 2;
}
