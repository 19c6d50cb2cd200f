import { count, pValue } from '#domain/figures.ts';
import type { LaunchCheck } from '#domain/launch/state.ts';
import { maturityDays } from '#domain/metric.ts';
import type { Plan } from '#domain/plan.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import type { Moments } from '#stats/moments/moments.ts';
import { srmChiSquare } from '#stats/srm/srm-chi-square.ts';

/** Units that every arm of the canary must have met before its split is judged. */
const CANARY_UNITS = 30;
/** Events that must be expected in an arm before their absence means anything. */
const EXPECTED_EVENTS = 10;
/** After this long without verification, milliseconds, the thread is told; events that are too rare are awaited no longer. */
export const OVERDUE = 24 * HOUR;

/** What a canary brought so far; `age` is milliseconds since its launch. */
export interface CanaryFigures {
  readonly units: Readonly<Record<string, number>>;
  readonly multiple: number;
  readonly moments: Readonly<Record<string, Moments>>;
  readonly age: number;
}

/** The checks of a canary, each with its figures in words. Pure. */
export function launchChecks(
  plan: Plan,
  { units, multiple, moments, age }: CanaryFigures,
): readonly LaunchCheck[] {
  const counts = plan.variants.map(({ key }) => units[key] ?? 0);
  const total = counts.reduce((sum, value) => sum + value, 0);
  return [
    {
      key: 'exposures',
      met: counts.every((value) => value >= CANARY_UNITS),
      text: `exposures arrive in every variant (${plan.variants.map(({ key }, at) => `${key} ${count(counts[at] ?? 0)}`).join(', ')})`,
    },
    splitCheck(plan, counts),
    {
      key: 'one-variant-each',
      met: multiple <= 0.01 * (total + multiple),
      text: `units stay in one variant (${count(multiple)} of ${count(total + multiple)} met several)`,
    },
    eventCheck(plan, { units, moments, age }),
  ];
}

function splitCheck(plan: Plan, observed: readonly number[]): LaunchCheck {
  const weights = plan.variants.map(({ allocation }) => allocation);
  const result = srmChiSquare({ observed, weights });
  if (result.kind === 'refused') return { key: 'split', met: false, text: 'the split cannot be judged yet' };
  return {
    key: 'split',
    met: result.pValue >= 0.001,
    text: `the split is as planned (p ${pValue(result.pValue)})`,
  };
}

/**
 * Every arm must bring events of the goal: a variant that sends none would be read as a loss. Silence means something
 * only where enough are expected and have had time to come; until then a canary waits, but not for ever.
 */
function eventCheck(plan: Plan, { units, moments, age }: Omit<CanaryFigures, 'multiple'>): LaunchCheck {
  const { goal } = plan;
  const key = 'events';
  const wait = maturityDays(goal);
  if (age < wait * DAY) {
    const text = `events of ${goal.name}: not checked, because they count ${wait === 1 ? 'a day' : `${wait} days`} after a unit came; the first look checks it`;
    return { key, met: false, unchecked: true, text };
  }
  const arms = plan.variants.map((variant) => {
    const { n, mean } = moments[variant.key] ?? { n: 0, mean: 0 };
    const seen = wait > 0 ? n : (units[variant.key] ?? 0);
    return { name: variant.key, events: n * mean, expected: seen * shareWithEvents(plan) };
  });
  const told = arms.map(({ name, events }) => `${name} ${count(events)}`).join(', ');
  const silent = arms.filter(({ events }) => events === 0);
  if (silent.length === 0 || silent.some(({ expected }) => expected >= EXPECTED_EVENTS)) {
    const text = `events of ${goal.name} arrive in every variant (${told})`;
    return { key, met: silent.length === 0, text };
  }
  const few = `events of ${goal.name}: ${age < OVERDUE ? 'not checked yet' : 'not checked'}: too few units to expect events yet (${told})`;
  return age < OVERDUE
    ? { key, met: false, text: few }
    : { key, met: false, unchecked: true, text: `${few}; the first look checks it` };
}

/**
 * Share of units that must have had an event for the level and spread of the baseline to be what they are: the rate of a
 * proportion, and no more than the truth for a mean (Cauchy-Schwarz).
 */
function shareWithEvents({ baseline: { mean, variance } }: Plan): number {
  return mean === 0 ? 0 : (mean * mean) / (variance + mean * mean);
}
