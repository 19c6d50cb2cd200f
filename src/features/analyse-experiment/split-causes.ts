import type { Experiment } from '#domain/experiment.ts';
import { count, percent, pValue } from '#domain/figures.ts';
import { planInRace } from '#domain/looks/plan-in-race.ts';
import type { Plan } from '#domain/plan.ts';
import { utcMoment } from '#features/moment.ts';
import type { LookFigures } from '#ports/look-figures.ts';
import { srmChiSquare } from '#stats/srm/srm-chi-square.ts';

/** Chance of one false cause among all that are looked at. */
const ALPHA = 0.001;
/** Units of a part below which its split says nothing. */
const LEAST_UNITS = 50;
/** Causes of one kind that are told. */
const MOST = 3;

type Units = Readonly<Record<string, number>>;

/** Part of the units: those of a day, or with one value of a property. */
interface Part {
  readonly name: string;
  readonly units: Units;
}

/**
 * What is known of a split that is not as planned, each in words: the days, the values of the properties, and what was changed meanwhile. The
 * parts share one chance of a false answer. Says so if no part stands out, or none can be compared. Plain text.
 */
export function splitCauses(
  experiment: Experiment,
  { daily, segments }: Pick<LookFigures, 'daily' | 'segments'>,
): readonly string[] {
  const plan = planInRace(experiment);
  const days = daily.map(({ date, units }) => ({ name: `on ${date}`, units }));
  const byDimension = Map.groupBy(segments, ({ dimension }) => dimension);
  const groups = [
    { of: 'day', parts: days },
    ...[...byDimension].map(([dimension, all]) => ({
      of: dimension,
      parts: all.map(({ value, units }) => ({ name: `with ${dimension} ${value ?? 'not set'}`, units })),
    })),
  ];
  const tests = groups.reduce((sum, { parts }) => sum + parts.length, 0);
  const found = groups.flatMap(({ of, parts }) => causesIn(plan, of, parts, ALPHA / Math.max(1, tests)));
  const silent = found.length === 0 ? ['There are too few units yet to compare days or properties.'] : [];
  return [...found, ...silent, ...changes(experiment)];
}

function causesIn(plan: Plan, of: string, parts: readonly Part[], alpha: number): readonly string[] {
  const judged = parts.flatMap((part) => {
    const p = splitP(plan, part.units);
    return p === null ? [] : [{ ...part, p }];
  });
  const off = judged.filter(({ p }) => p < alpha).toSorted((one, other) => one.p - other.p);
  if (judged.length < 2) return [];
  if (off.length === 0) return [`By ${of}: no ${of === 'day' ? 'day' : 'value'} stands out.`];
  if (off.length === judged.length)
    return [`By ${of}: the split is off in all ${count(judged.length)} parts.`];
  return off
    .slice(0, MOST)
    .map(({ name, units, p }) => `By ${of}: ${unitWords(plan, units)} ${name} (p ${pValue(p)}).`);
}

function unitWords({ variants }: Plan, units: Units): string {
  return variants.map(({ key }) => `${key} ${count(units[key] ?? 0)}`).join(', ');
}

/** The p-value of the split of these units; null if there are too few. */
export function splitP({ variants }: Plan, units: Units): number | null {
  const observed = variants.map(({ key }) => units[key] ?? 0);
  if (observed.reduce((sum, value) => sum + value, 0) < LEAST_UNITS) return null;
  const result = srmChiSquare({ observed, weights: variants.map(({ allocation }) => allocation) });
  return result.kind === 'ok' ? result.pValue : null;
}

/** What the journal knows of changes of who gets what. */
function changes({ launch, looks }: Experiment): readonly string[] {
  const raised = (launch?.ramp ?? []).map(
    ({ at, share }) => `The share of units was raised to ${percent(share)} on ${utcMoment(at)}.`,
  );
  const paused = (launch?.pauses ?? []).map(
    ({ from, until }) => `It was off from ${utcMoment(from)} to ${utcMoment(until)}.`,
  );
  const accepted =
    launch?.accepted === undefined ? [] : ['The flag was changed by hand, and that was accepted.'];
  const dropped = (looks.drops ?? []).flatMap(({ variants }) =>
    variants.map(({ variant }) => `${variant} was dropped.`),
  );
  return [...raised, ...paused, ...accepted, ...dropped].slice(-MOST);
}
