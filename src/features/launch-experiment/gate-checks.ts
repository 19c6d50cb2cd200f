import { count, percent } from '#domain/figures.ts';
import type { LaunchCheck } from '#domain/launch/state.ts';
import { controlOf, type Plan, treatmentsOf } from '#domain/plan.ts';
import { higherWords, isHigher } from '#features/higher-rate.ts';
import { DAY } from '#shared/clock.ts';
import type { GateFigures, GoalEvents } from './gate-metrics.ts';

/** Least share of events whose value is a number. */
const LEAST_VALID = 0.95;
/** Events on the day before the exposure from which their order can be told. */
const EVENTS_BEFORE = 20;
/** Least rate of events after the exposure, against the rate before it. */
const LEAST_AFTER = 0.05;
/** An error metric above so many times the control's level is up. */
const ERRORS_UP = 2;

/** The checks of a gate beside units and split; `age` is milliseconds since the launch. Those that cannot be made are left out. */
export function gateChecks(
  plan: Plan,
  { goalEvents, errors }: GateFigures,
  age: number,
): readonly LaunchCheck[] {
  return [
    ...(goalEvents === null ? [] : [...validCheck(plan, goalEvents), ...orderCheck(plan, goalEvents, age)]),
    ...(errors === null ? [] : errorChecks(plan, errors)),
  ];
}

function validCheck({ goal }: Plan, { after, unusable }: GoalEvents): readonly LaunchCheck[] {
  if (goal.property === null || after === 0) return [];
  const valid = Math.max(0, after - unusable) / after;
  const met = valid >= LEAST_VALID;
  const told = `${percent(valid)} of ${count(after)} events of ${goal.name} have a usable value`;
  const text = met ? `${told}.` : `${told}; at least ${percent(LEAST_VALID)} must.`;
  return [{ key: 'valid-events', met, text }];
}

/** A unit that meets the change only after its event was counted before: the exposure is recorded in the wrong place. */
function orderCheck({ goal }: Plan, { after, before }: GoalEvents, age: number): readonly LaunchCheck[] {
  if (before < EVENTS_BEFORE) return [];
  const met = after / (age / DAY) >= LEAST_AFTER * before;
  const told = `${count(after)} after it, ${count(before)} on the day before it`;
  return [
    {
      key: 'after-exposure',
      met,
      text: met
        ? `Events of ${goal.name} come after the exposure (${told}).`
        : `Events of ${goal.name} come before the exposure (${told}).`,
    },
  ];
}

function errorChecks(plan: Plan, errors: NonNullable<GateFigures['errors']>): readonly LaunchCheck[] {
  const metric = plan.watch?.errors;
  const control = errors[controlOf(plan)?.key ?? ''];
  if (metric === undefined || control === undefined) return [];
  return treatmentsOf(plan).flatMap(({ key }) => {
    const treatment = errors[key];
    if (treatment === undefined) return [];
    const higher = isHigher(metric.kind, control, treatment);
    if (higher === null) return [];
    const met = !(higher.ratio > ERRORS_UP && higher.pValue < 0.01);
    return [
      {
        key: `errors-${key}`,
        met,
        text: met
          ? `${metric.name} of ${key} is not clearly up.`
          : `${metric.name} of ${key} is up: ${higherWords(higher)}.`,
      },
    ];
  });
}
