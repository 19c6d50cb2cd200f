import { lookDays } from '#domain/design/sizing.ts';
import { flagSince } from './flag-since.ts';
import { impactIn } from './impact-in.ts';
import { type Outcome, outcomeIn } from './outcome-in.ts';
import type { Tale } from './tale.ts';
import { troublesIn } from './troubles-in.ts';

const DAY = 86_400_000;

/** Figures by name. A list stands as its rows, each of which a digest may show. */
export type Counted = Readonly<Record<string, number | string | null | readonly string[]>>;

/** A stretch of time, milliseconds since 1970: after `from`, up to `until`. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

const within = ({ from, until }: Stretch, at: number | null) => at !== null && at > from && at <= until;
const outcomes = (tales: readonly Tale[]) => tales.flatMap((tale) => outcomeIn(tale) ?? []);

/** What a daily digest of a moment says. `lost`: messages of the workspace that had failed by then. */
export function dailyIn(tales: readonly Tale[], { until }: Pick<Stretch, 'until'>, lost: number): Counted {
  return { troubles: troublesIn(tales, until), 'lost messages': lost };
}

/** What a weekly digest says. */
export function weeklyIn(tales: readonly Tale[], week: Stretch): Counted {
  const planned = tales.filter(({ status }) => status !== 'backlog');
  const next = { from: week.until, until: week.until + 7 * DAY };
  const are = (...statuses: readonly string[]) =>
    planned.filter(({ status }) => statuses.includes(status)).length;
  const started = planned.filter(({ startedAt }) => within(week, startedAt)).map(({ key }) => key);
  const ended = outcomes(planned)
    .filter(({ at }) => within(week, at))
    .map(({ key, outcome }) => `${key} ${outcome}`);
  const cancelled = planned.filter(({ cancelledAt }) => within(week, cancelledAt)).length;
  const looks = planned.flatMap((tale) => {
    const at = nextLookIn(tale);
    return within(next, at) ? [`${tale.key} ${at}`] : [];
  });
  const waiting = planned.filter((tale) => tale.waiting !== null).length;
  return {
    planned: are('draft', 'in-review', 'approved', 'implementing'),
    implemented: are('implemented'),
    running: are('verifying', 'running', 'paused'),
    analysing: are('deciding'),
    decided: are('decided', 'cleaning-up', 'killed'),
    ideas: tales.length - planned.length,
    ...{ started, ended, cancelled, looks, waiting },
    'is quiet': String(started.length + ended.length + cancelled + looks.length + waiting === 0),
  };
}

/** What the agenda of a review says. */
export function reviewIn(tales: readonly Tale[], weeks: Stretch): Counted {
  const due = tales.filter(({ status }) => status === 'deciding');
  return {
    decisions: due.map(({ key, waiting }) => `${key} ${waiting?.since ?? weeks.until}`),
    troubles: troublesIn(
      tales.filter(({ status }) => status !== 'deciding'),
      weeks.until,
    ),
    ideas: tales.flatMap(({ key, status, priority }) =>
      status === 'backlog' && priority !== null
        ? [`${key} ${((priority.reach * priority.confidence) / priority.effort).toFixed(6)}`]
        : [],
    ),
    learnings: outcomes(tales)
      .filter(({ at }) => within(weeks, at))
      .map(({ key, outcome, isProven, goal, effect }) =>
        [key, outcome, isProven, goal, effect?.lift.toFixed(9) ?? null].join(' '),
      ),
  };
}

/** What a monthly digest says; `quarterFrom` is when its quarter began. */
export function monthlyIn(tales: readonly Tale[], month: Stretch, quarterFrom: number): Counted {
  const { until } = month;
  const all = outcomes(tales);
  const lately = all.filter(({ at }) => within({ from: until - 90 * DAY, until }, at));
  const inMonth = all.filter(({ at }) => within(month, at));
  const startedIn = (part: Stretch) => tales.filter(({ startedAt }) => within(part, startedAt)).length;
  const proven = lately.filter(({ isProven }) => isProven);
  const debts = tales.flatMap((tale) => flagSince(tale) ?? []);
  return {
    'started in the quarter': startedIn({ from: quarterFrom, until }),
    'started in the month': startedIn(month),
    'ended in the month': inMonth.length,
    'ended in 90 days': lately.length,
    proven: proven.length,
    'proven and shipped': proven.filter(({ outcome }) => outcome === 'shipped').length,
    'days to a decision': middleOf(lately.flatMap(({ days }) => days ?? [])),
    shipped: inMonth.filter(({ outcome }) => outcome === 'shipped').map(({ key }) => key),
    saves: lately.filter(({ isSaved }) => isSaved).length,
    flags: debts.length,
    'days of the oldest flag': debts.length === 0 ? null : Math.floor((until - Math.min(...debts)) / DAY),
    ...overridesIn(lately),
    ...forecastsIn(lately),
    ...impactIn(
      all.toSorted((one, other) => one.at - other.at),
      until,
    ),
  };
}

function overridesIn(lately: readonly Outcome[]): Counted {
  const against = lately.filter(({ isOverride }) => isOverride);
  const shipped = against.filter(({ decision }) => decision === 'ship');
  const standing = shipped.filter(({ outcome }) => outcome === 'shipped').length;
  return {
    overrides: against.length,
    'overrides that stand': standing,
    'overrides taken back': shipped.length - standing,
    'overrides that ended it': against.length - shipped.length,
  };
}

/** Interval scores of ranges that hold eight in ten: the width, and ten times the distance of what lies outside. */
function forecastsIn(lately: readonly Outcome[]): Counted {
  const scored = lately.flatMap(({ forecast }) => forecast ?? []);
  const ranges = scored.flatMap(({ range, lift }) => (range === null ? [] : [{ ...range, lift }]));
  const named = scored.flatMap(({ expected, measured }) =>
    expected === null ? [] : [{ expected, measured }],
  );
  const missed = ranges.map(({ low, high, lift }) => Math.max(low - lift, lift - high, 0));
  return {
    ranges: ranges.length,
    'ranges that held': missed.filter((by) => by === 0).length,
    'mean score of ranges': meanOf(
      ranges.map(({ low, high }, index) => high - low + 10 * (missed[index] ?? 0)),
    ),
    'expected lifts': named.length,
    'expected lifts that were reached': named.filter(({ expected, measured }) => measured >= expected).length,
    'mean expected lift': meanOf(named.map(({ expected }) => expected)),
    'mean measured lift': meanOf(named.map(({ measured }) => measured)),
  };
}

/** When the next registered look is: on its day of running, later by every pause before it. */
function nextLookIn({ status, runningSince, plan, looks, pauses, tamperedSince }: Tale): number | null {
  if (status !== 'running' || runningSince === null || plan === null || tamperedSince !== null) return null;
  const seen = looks.at(-1)?.until ?? runningSince;
  const days = lookDays(plan.sizing.days, plan.lookCadence, plan.sizing.waitDays);
  const dates = days.map((day) =>
    pauses.reduce(
      (at, { from, until }) =>
        until > runningSince && from < at ? at + until - Math.max(from, runningSince) : at,
      runningSince + day * DAY,
    ),
  );
  return dates.find((at) => at > seen) ?? null;
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length;
}

function middleOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length >> 1;
  const upper = sorted[half];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? upper)) / 2;
}
