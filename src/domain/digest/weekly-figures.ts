import type { Experiment } from '#domain/experiment.ts';
import { nextScheduledAt } from '#domain/looks/schedule.ts';
import type { PastOutcome } from '#domain/memory/past-experiment.ts';
import { type ShownStatus, shownStatus } from '#domain/status.ts';
import { DAY } from '#shared/clock.ts';
import { concludedOf } from './concluded.ts';
import { type DigestItem, type DigestWindow, isWithin, itemOf, wentOutIn } from './item.ts';

/** The words of the bars, in the order of an experiment's life. What is completed stands in none of them. */
export const BARS = [
  'planned',
  'implemented',
  'running',
  'analysing',
  'decided',
] as const satisfies readonly ShownStatus[];

/** How far all experiments are, and what came of them in a week. */
export interface WeeklyFigures extends DigestWindow {
  readonly states: Readonly<Record<(typeof BARS)[number], number>>;
  /** Ideas in the backlog. */
  readonly ideas: number;
  readonly started: readonly DigestItem[];
  readonly concluded: readonly (DigestItem & { readonly outcome: Exclude<PastOutcome, 'cancelled'> })[];
  readonly cancelled: number;
  /** Experiments whose next registered look is in the seven days after, soonest first. */
  readonly looks: readonly (DigestItem & { readonly at: number })[];
  /** Experiments that wait for people. */
  readonly waiting: number;
}

/** The figures of a week. Pure. */
export function weeklyFigures(experiments: readonly Experiment[], window: DigestWindow): WeeklyFigures {
  const planned = experiments.filter(({ status }) => status !== 'backlog');
  const count = (word: ShownStatus) => planned.filter(({ status }) => shownStatus(status) === word).length;
  const concluded = planned
    .flatMap((experiment) => concludedOf(experiment) ?? [])
    .filter(({ at }) => isWithin(window, at))
    .toSorted((one, other) => one.at - other.at);
  const next = { from: window.until, until: window.until + 7 * DAY };
  return {
    ...window,
    states: {
      planned: count('planned'),
      implemented: count('implemented'),
      running: count('running'),
      analysing: count('analysing'),
      decided: count('decided'),
    },
    ideas: experiments.length - planned.length,
    started: planned.filter((one) => wentOutIn(window, one)).map(itemOf),
    concluded: concluded.map(({ item, outcome }) => ({ ...item, outcome })),
    cancelled: planned.filter(({ status, ended }) => status === 'cancelled' && isWithin(window, ended?.at))
      .length,
    looks: planned
      .flatMap((experiment) => {
        const at = nextScheduledAt(experiment);
        return at !== null && isWithin(next, at) ? [{ ...itemOf(experiment), at }] : [];
      })
      .toSorted((one, other) => one.at - other.at),
    waiting: planned.filter(({ waiting }) => waiting !== undefined).length,
  };
}

/** Nothing began, ended or waits, and no look is near. */
export function isQuietWeek({ started, concluded, cancelled, waiting, looks }: WeeklyFigures): boolean {
  return started.length + concluded.length + cancelled + waiting + looks.length === 0;
}
