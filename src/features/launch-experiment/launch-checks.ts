import { count, percent, pValue } from '#domain/figures.ts';
import type { LaunchCheck } from '#domain/launch/state.ts';
import { excessWithoutVariant } from '#domain/looks/without-variant.ts';
import { maturityDays } from '#domain/metric.ts';
import type { Plan } from '#domain/plan.ts';
import { withoutVariantWords } from '#features/odd-data-words.ts';
import type { ArmFigures } from '#ports/look-figures.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { srmChiSquare } from '#stats/srm/srm-chi-square.ts';
import { gateChecks } from './gate-checks.ts';
import type { GateFigures } from './gate-metrics.ts';

/** Units that every arm of the canary must have before its split is judged. */
const CANARY_UNITS = 30;
/** Largest share of units that may have met more than one variant. */
const MOST_MULTIPLE = 0.01;
/** Share of the units with exposures from which too many miss their variant. */
const MOST_MISSING = 0.05;
/** Events that must be expected in an arm before their absence means anything. */
const EXPECTED_EVENTS = 10;
/** After this long without verification, milliseconds, the thread is told; events that are too rare are awaited no longer. */
export const OVERDUE = 24 * HOUR;

/** What a canary brought so far; `age` is milliseconds since its launch. */
export interface CanaryFigures {
  readonly units: Readonly<Record<string, number>>;
  readonly multiple: number;
  /** Units whose exposures name no variant, and how many the rollout leaves out for each that it lets in. */
  readonly withoutVariant: number;
  readonly outsidePerInside: number;
  /** Units and values of the goal as its events add up; of a ratio, of the numerator. Missing variants have none. */
  readonly arms: Readonly<Record<string, Pick<ArmFigures, 'n' | 'mean'>>>;
  readonly age: number;
  /** Events and errors; left out if the gate did not ask for them. */
  readonly gate?: GateFigures;
}

/**
 * The checks of a canary, each with its figures in words: a check has one text if it is met and another if it is not. Units without
 * a variant are told only if they are too many.
 */
export function launchChecks(plan: Plan, figures: CanaryFigures): readonly LaunchCheck[] {
  const { units, multiple, arms, age } = figures;
  const counts = plan.variants.map(({ key }) => units[key] ?? 0);
  return [
    exposureCheck(plan, counts),
    splitCheck(plan, counts),
    oneVariantCheck(
      multiple,
      counts.reduce((sum, value) => sum + value, multiple),
    ),
    ...variantCheck(figures),
    eventCheck(plan, { units, arms, age }),
    ...(figures.gate === undefined ? [] : gateChecks(plan, figures.gate, age)),
  ];
}

/** A few hold up no canary: they are in no variant, so the split of the others stands. From 5 % on too much is missing. */
function variantCheck(figures: CanaryFigures): readonly LaunchCheck[] {
  const excess = excessWithoutVariant(figures, figures.outsidePerInside);
  if (excess === null) return [];
  const text = withoutVariantWords(excess.units, excess.expected);
  const all = Object.values(figures.units).reduce((sum, value) => sum + value, figures.multiple);
  const missing = (excess.units - excess.expected) / (all + excess.units);
  if (missing < MOST_MISSING) return [{ key: 'variant-named', met: false, unchecked: true, text }];
  const limit = `That is ${percent(missing)} of all units with exposures; less than ${percent(MOST_MISSING)} may miss it.`;
  return [{ key: 'variant-named', met: false, text: `${text} ${limit}` }];
}

function exposureCheck({ variants }: Plan, counts: readonly number[]): LaunchCheck {
  const met = counts.every((value) => value >= CANARY_UNITS);
  const told = variants.map(({ key }, at) => `${key} ${count(counts[at] ?? 0)}`).join(', ');
  return {
    key: 'exposures',
    met,
    text: met
      ? `Exposures arrive in every variant (${told}).`
      : `Not every variant has ${CANARY_UNITS} units yet (${told}).`,
  };
}

function splitCheck(plan: Plan, observed: readonly number[]): LaunchCheck {
  const key = 'split';
  const weights = plan.variants.map(({ allocation }) => allocation);
  const result = srmChiSquare({ observed, weights });
  if (result.kind === 'refused')
    return { key, met: false, waits: true, text: 'The split cannot be judged yet.' };
  const met = result.pValue >= 0.001;
  return { key, met, text: `The split is ${met ? '' : 'not '}as planned (p ${pValue(result.pValue)}).` };
}

function oneVariantCheck(multiple: number, total: number): LaunchCheck {
  const met = multiple <= MOST_MULTIPLE * total;
  const told = `${count(multiple)} of ${count(total)} met more than one`;
  return {
    key: 'one-variant-each',
    met,
    text: met
      ? `Units stay in one variant (${told}).`
      : `Too many units do not stay in one variant (${told}; at most ${percent(MOST_MULTIPLE)} may).`,
  };
}

/**
 * Every arm must bring events of the goal: a variant that sends none would be read as a loss. Silence means something
 * only if enough events are expected and have had time to come; until then a canary waits, but not for ever.
 */
function eventCheck(
  plan: Plan,
  { units, arms, age }: Pick<CanaryFigures, 'units' | 'arms' | 'age'>,
): LaunchCheck {
  const { goal } = plan;
  const key = 'events';
  const wait = maturityDays(goal);
  if (age < wait * DAY) {
    const text = `Events of ${goal.name} are not checked yet, because they are known ${wait === 1 ? 'a day' : `${wait} days`} after a unit came. The first look checks them.`;
    return { key, met: false, unchecked: true, text };
  }
  const found = plan.variants.map((variant) => {
    const { n = 0, mean = null } = arms[variant.key] ?? {};
    const seen = wait > 0 ? n : (units[variant.key] ?? 0);
    return { name: variant.key, events: n * (mean ?? 0), expected: seen * shareWithEvents(plan) };
  });
  const told = found.map(({ name, events }) => `${name} ${count(events)}`).join(', ');
  const silent = found.filter(({ events }) => events === 0);
  if (silent.length === 0) {
    return { key, met: true, text: `Events of ${goal.name} arrive in every variant (${told}).` };
  }
  if (silent.some(({ expected }) => expected >= EXPECTED_EVENTS)) {
    return { key, met: false, text: `Events of ${goal.name} do not arrive in every variant (${told}).` };
  }
  const few = `too few units came to expect any (${told})`;
  return age < OVERDUE
    ? { key, met: false, text: `Events of ${goal.name} are not checked yet: ${few}.` }
    : {
        ...{ key, met: false, unchecked: true },
        text: `Events of ${goal.name} are not checked: ${few}. The first look checks them.`,
      };
}

/**
 * Share of units that must have had an event for the level and spread of the baseline to be what they are: the rate of a
 * proportion, and no more than the truth for a mean (Cauchy-Schwarz). 0 if the baseline does not tell: it holds the spread of a
 * ratio, and of a mean with a covariate, but not of the values themselves.
 */
function shareWithEvents({ goal, baseline: { mean, variance } }: Plan): number {
  if (goal.kind === 'proportion') return mean;
  if (goal.kind === 'ratio' || goal.covariateDays !== undefined) return 0;
  return mean === 0 ? 0 : (mean * mean) / (variance + mean * mean);
}
