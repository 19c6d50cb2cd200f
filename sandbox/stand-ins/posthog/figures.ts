import type { Metric } from '#domain/metric.ts';
import type { ArmFigures, DayFigures, LookFigures } from '#ports/look-figures.ts';
import type { LookRequest, Window } from '#ports/look-request.ts';
import { DAY } from '#shared/clock.ts';
import { mergeMoments, NO_UNITS } from '#stats/moments/moments.ts';
import {
  type FlagPeriod,
  multipleAt,
  type Progress,
  progressOf,
  unitsAt,
  withoutVariantAt,
} from './accrual.ts';
import type { Course, Running } from './draws.ts';
import { ageRules, armOf, withSecondMeasure } from './measured-arm.ts';
import type { ArmName, Scenario } from './scenario.ts';

type CourseOf = (variant: string, arm: ArmName, metric: Metric) => Course;

/** What a look finds: the units that entered since the window began, and what they did by its end. */
export function lookFigures(
  request: LookRequest,
  scenario: Scenario,
  periods: readonly FlagPeriod[],
  courseOf: CourseOf,
): LookFigures {
  const { variants, window, metrics } = request;
  const unitsBy = (variant: string, time: number) =>
    unitsAt(scenario, armNameOf(variants, variant), progressOf(scenario, periods, variant, time));
  const unitsIn = (span: Window) =>
    byKey(variants, (variant) => Math.max(0, unitsBy(variant, span.until) - unitsBy(variant, span.from)));
  const units = unitsIn(window);
  const apart = (at: (progress: Progress) => number) => {
    const by = (time: number) => at(progressOf(scenario, periods, variants[0] ?? '', time));
    return Math.max(0, by(window.until) - by(window.from));
  };
  const moments = byKey(
    metrics.map(({ key }) => key),
    (key, index) => {
      const metric = metrics[index];
      if (metric === undefined) throw new TypeError(`no metric ${key}`);
      return byKey(variants, (variant): ArmFigures => {
        const course = courseOf(variant, armNameOf(variants, variant), metric);
        const running = measuredIn(course, window, ageRules(metric), (time) => unitsBy(variant, time));
        return withSecondMeasure(metric, armOf(running));
      });
    },
  );
  const daily = metrics.find(({ key }) => key === request.dailyMetric);
  const figuresOfDay = (day: Window) => {
    if (daily === undefined) return {};
    const figures = byKey(variants, (variant): ArmFigures => {
      const course = courseOf(variant, armNameOf(variants, variant), daily);
      const enteredBy = (time: number) => unitsBy(variant, time);
      const running = measuredIn(course, { ...day, seen: window.until }, ageRules(daily), enteredBy);
      return withSecondMeasure(daily, armOf(running));
    });
    return { figures };
  };
  return {
    units,
    multiple: apart((progress) => multipleAt(scenario, progress)),
    withoutVariant: apart((progress) => withoutVariantAt(scenario, progress)),
    moments,
    unusable: byKey(
      metrics.map(({ key }) => key),
      () => 0,
    ),
    daily: request.daily ? dailyOf(window, unitsIn, figuresOfDay) : [],
    segments: request.dimensions.map((dimension) => ({ dimension, value: null, units, moments })),
  };
}

/** Units, and what else there is of a day, by the UTC date on which they entered; a date without any is left out. */
export function dailyOf(
  window: Window,
  unitsIn: (span: Window) => Readonly<Record<string, number>>,
  figuresOfDay: (day: Window) => Pick<DayFigures, 'figures'>,
): DayFigures[] {
  const days: DayFigures[] = [];
  for (let from = window.from; from < window.until; ) {
    const until = Math.min((Math.floor(from / DAY) + 1) * DAY, window.until);
    const units = unitsIn({ from, until });
    if (Object.values(units).some((value) => value > 0))
      days.push({ date: new Date(from).toISOString().slice(0, 10), units, ...figuresOfDay({ from, until }) });
    from = until;
  }
  return days;
}

/** The variant called control, or the first, plays the control; every other one the treatment. */
function armNameOf(variants: readonly string[], variant: string): ArmName {
  return variant === (variants.includes('control') ? 'control' : variants[0]) ? 'control' : 'treatment';
}

function byKey<Value>(keys: readonly string[], make: (key: string, index: number) => Value) {
  return Object.fromEntries(keys.map((key, index) => [key, make(key, index)]));
}

/** The figures of the units that entered in the span and count when it is `seen`, at its end if left out; one whose event is still to come has 0. */
function measuredIn(
  course: Course,
  { from, until, seen = until }: Window & { readonly seen?: number },
  { maturityDays, eventDays }: ReturnType<typeof ageRules>,
  enteredBy: (time: number) => number,
): Running {
  const before = enteredBy(from);
  const entered = enteredBy(until);
  const counted = Math.min(entered, enteredBy(seen - maturityDays * DAY));
  if (counted <= before) return { n: 0, mean: 0, m2: 0 };
  const settled = Math.min(counted, Math.max(before, enteredBy(seen - eventDays * DAY)));
  const known = settled > before ? without(course.at(settled), course.at(before)) : NO_UNITS;
  return mergeMoments(known, { n: counted - settled, mean: 0, m2: 0 });
}

/** The figures of the units that came after `part`. */
function without(whole: Running, part: Running): Running {
  if (part.n === 0) return whole;
  const n = whole.n - part.n;
  if (n <= 0) return { n: 0, mean: 0, m2: 0 };
  const mean = (whole.n * whole.mean - part.n * part.mean) / n;
  const gap = mean - part.mean;
  return { n, mean, m2: Math.max(0, whole.m2 - part.m2 - (gap * gap * part.n * n) / whole.n) };
}
