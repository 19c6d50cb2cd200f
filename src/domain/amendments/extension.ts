import type { ExtensionRecord } from '#domain/amendments/state.ts';
import { countedUnits } from '#domain/decision/race.ts';
import { POLICY } from '#domain/design/policy.ts';
import { lookDays } from '#domain/design/sizing.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { looksOfPhase } from '#domain/looks/plan-as-run.ts';
import { activeTime } from '#domain/looks/running-time.ts';
import { enteringDays, type Plan, type Sizing } from '#domain/plan.ts';
import { DAY } from '#shared/clock.ts';

const WEEK = 7;

/** The days of running that an extension may choose from, whole weeks up to the longest that the policy allows. */
export function extensionChoices({ sizing: { days } }: Pick<Plan, 'sizing'>): readonly number[] {
  const choices: number[] = [];
  for (let day = days + WEEK; day <= POLICY.maximumDays; day += WEEK) choices.push(day);
  return choices;
}

/**
 * The plan with its registered end moved to this day. The planned units are those that are expected by then at the pace
 * of the units so far, never fewer than planned before: an extension that only makes up for slow traffic changes no size.
 */
export function extendedPlan(experiment: Experiment, days: number): Plan {
  const { plan } = designOf(experiment);
  const { sizing } = plan;
  const { detectableLift: _outdated, ...kept } = sizing;
  const plannedUnits = Math.max(sizing.plannedUnits, expectedUnits(experiment, days));
  const longer: Sizing = {
    ...kept,
    days,
    plannedUnits,
    unitsPerVariant: Math.floor(sizing.unitsPerVariant * (plannedUnits / sizing.plannedUnits)),
    plannedLooks: lookDays(days, plan.lookCadence, sizing.waitDays).length,
  };
  return { ...plan, sizing: longer };
}

/** The plan's own pace until a look has counted units. */
function expectedUnits(experiment: Experiment, days: number): number {
  const { sizing } = designOf(experiment).plan;
  const entering = enteringDays({ ...sizing, days });
  const planned = sizing.plannedUnits * (entering / enteringDays(sizing));
  const { launch } = experiment;
  const look = latestSnapshot(experiment);
  const since = launch?.runningSince ?? null;
  if (look === null || launch === null || since === null) return Math.floor(planned);
  const passed = Math.max(1, activeTime(launch, since, look.until) / DAY - (sizing.waitDays ?? 0));
  return Math.floor(countedUnits(look.analysis) * (entering / passed));
}

/** What the looks after an extension must know of the time before it. */
export function extensionRecord(experiment: Experiment): ExtensionRecord {
  const seen = looksOfPhase(experiment).findLast(({ analysis }) => analysis.show === 'effects');
  return { sizing: designOf(experiment).plan.sizing, seenUntil: seen?.until ?? null };
}

/** How much a unit that comes after the extension counts in an effect beside one that came before it, 0..1; 1 if it was not extended. */
export function laterWeight(experiment: Experiment): number {
  const { looks, design } = experiment;
  if (looks.extension === undefined || design === null) return 1;
  const { sizing, seenUntil } = looks.extension;
  const seen = looks.snapshots.find(({ until }) => until === seenUntil)?.analysis;
  const units = seen === undefined ? 0 : countedUnits(seen);
  if (units === 0) return 1;
  const left = Math.max(0, sizing.plannedUnits - units);
  return Math.sqrt(Math.min(1, left / Math.max(1, design.plan.sizing.plannedUnits - units)));
}
