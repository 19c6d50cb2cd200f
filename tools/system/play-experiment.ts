import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { activeTime } from '#domain/looks/running-time.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Status } from '#domain/status.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';
import { reach } from '#test/support/journey-stages.ts';
import type { TrueExperiment } from './draw-experiments.ts';
import type { TrueWorld } from './true-world.ts';

/** A treatment that was taken out, by the bot or on its recommendation, with all units that had come by then. */
export interface TakenOut {
  readonly variant: string;
  readonly byBot: boolean;
  readonly units: number;
}

/** What became of one experiment. */
export interface Played {
  /** `ship`, `kill` (a person), `harm` (the bot) or `end` (without shipping). */
  readonly ending: 'ship' | 'kill' | 'harm' | 'end';
  /** The rule that decided. */
  readonly rule: string;
  readonly shipped: string | null;
  /** Treatments whose goal was proven better at any look that showed effects. */
  readonly provenBetter: readonly string[];
  readonly takenOut: readonly TakenOut[];
  /** Whether the split was told to be broken. */
  readonly splitAlarmed: boolean;
  /** Days from the full rollout to the end of the data of the decision. */
  readonly days: number;
  readonly plannedDays: number;
  readonly plannedUnits: number;
  readonly unitsAtEnd: number;
}

/** What people press for a recommendation, whichever of them the message has; data that cannot be read ship nothing. */
const PRESSED: Readonly<Record<string, readonly string[]>> = {
  ship: ['decide_ship'],
  kill: ['decide_kill'],
  'drop-variant': ['decide_drop'],
  'end-without-winner': ['decide_end'],
  'ask-person': ['decide_end'],
  'do-not-read': ['decide_end', 'decide_kill'],
};
const ENDED: readonly Status[] = ['decided', 'killed', 'cleaning-up', 'completed'];
/** No experiment takes longer than this. */
const LONGEST = 60 * DAY;
const STEP = 6 * HOUR;

/** Everything from the idea to the merged clean-up, by people who press what is recommended. */
export async function playExperiment(
  journey: Journey,
  world: TrueWorld,
  spec: TrueExperiment,
): Promise<Played> {
  world.begin(spec);
  const key = await journey.propose('mia', ideaOf(spec), formOf(spec));
  const { failure, status } = await journey.load(key);
  if (status !== 'in-review') throw new Error(`no plan for ${key}: ${JSON.stringify(failure)}`);
  await merge(journey, key);
  const { design } = await journey.load(key);
  if (design === null) throw new Error(`${key} has no plan`);
  await journey.press('priya', key, 'launch');
  if (design.plan.request.risk === 'high') await journey.press('sam', key, 'launch');
  const takenOut: TakenOut[] = [];
  for (let passed = 0; passed < LONGEST; passed += STEP) {
    const experiment = await journey.load(key);
    noteDrops(experiment, takenOut);
    if (ENDED.includes(experiment.status)) break;
    if (experiment.status === 'deciding') await pressRecommended(journey, key, experiment);
    else await journey.running.advance(STEP, { step: STEP });
  }
  const ended = await journey.load(key);
  if (!ENDED.includes(ended.status)) throw new Error(`${key} is still ${ended.status} after two months`);
  const played = outcomeOf(ended, takenOut);
  await cleanUp(journey, key);
  return played;
}

/** Both approvers approve, the model writes the code, and an engineer merges it. */
async function merge(journey: Journey, key: string): Promise<void> {
  await journey.press('priya', key, 'approve_plan');
  const { status } = await journey.load(key);
  if (status === 'in-review') await journey.press('sam', key, 'approve_plan');
  const { code } = await reach(journey, key, ['implemented'], 0);
  await journey.running.merge(code?.pullRequest?.number ?? 0, 'sam');
}

/** The ideas of a sandbox differ, because a key is made from the idea. */
function ideaOf({ number, shares }: TrueExperiment): string {
  const levels = Object.keys(shares)
    .slice(1)
    .map((_, index) => `${40 + 10 * index}`);
  return `Move the first gate from level 30 to level ${levels.join(' or ')} (trial ${number})`;
}

function formOf({ goal, guardrails, shares, worthHaving }: TrueExperiment) {
  const percent = (share: number) => String(Number((100 * share).toFixed(4)));
  return {
    goalMetric: goal.key,
    guardrailMetrics: guardrails,
    smallestLift: percent(worthHaving),
    expectedLift: percent(goal.sizedLift),
    split: Object.values(shares).map(percent).join(' / '),
    surface: 'level gate',
  };
}

async function pressRecommended(journey: Journey, key: string, experiment: Experiment): Promise<void> {
  const { recommendation } = lastLook(experiment).verdict;
  const tried: string[] = [];
  for (const action of PRESSED[recommendation] ?? []) {
    const message = await journey.spot(key, action).catch(() => null);
    tried.push(action);
    if (message === null) continue;
    const before = experiment.version;
    await journey.pressOn('priya', message, action);
    if ((await journey.load(key)).version === before)
      throw new Error(`${action} changed nothing in ${key}: ${journey.told('priya')}`);
    return;
  }
  throw new Error(`no button for ${recommendation} in ${key} (${tried.join(', ')})`);
}

function lastLook(experiment: Experiment): AnalysisSnapshot {
  const snapshot = latestSnapshot(experiment);
  if (snapshot === null) throw new Error(`${experiment.key} was never looked at`);
  return snapshot;
}

function unitsOf({ analysis }: AnalysisSnapshot): number {
  return Object.values(analysis.units).reduce((sum, count) => sum + count, 0);
}

/** Notes treatments that were dropped since the last time. */
function noteDrops({ looks }: Experiment, known: TakenOut[]): void {
  const newest = [...looks.snapshots, ...(looks.watch === null ? [] : [looks.watch])];
  const units = Math.max(0, ...newest.map(unitsOf));
  for (const { variants, person } of looks.drops ?? []) {
    for (const { variant } of variants) {
      if (!known.some((one) => one.variant === variant))
        known.push({ variant, byBot: person === null, units });
    }
  }
}

function outcomeOf(experiment: Experiment, dropped: readonly TakenOut[]): Played {
  const { looks, design, launch, decision } = experiment;
  const { plan } = design ?? {};
  const last = lastLook(experiment);
  const all = [...looks.snapshots, ...(looks.watch === null ? [] : [looks.watch])];
  const ending = looks.harm !== null ? 'harm' : endingOf(decision.record?.decision ?? null);
  const since = launch?.runningSince ?? launch?.at ?? last.until;
  const better = looks.snapshots.flatMap(({ analysis }) =>
    analysis.comparisons.flatMap((one) =>
      one.kind === 'ok' && one.role === 'goal' && one.verdict === 'better' ? [one.variant] : [],
    ),
  );
  const stopped = ending === 'harm' || ending === 'kill' ? (last.verdict.harmed ?? []) : [];
  const atTheEnd = stopped.map(({ variant, byBot }) => ({ variant, byBot, units: unitsOf(last) }));
  return {
    ending,
    rule: last.verdict.rule,
    shipped: ending === 'ship' ? (last.verdict.variant ?? null) : null,
    provenBetter: [...new Set(better)],
    takenOut: [...dropped, ...atTheEnd],
    splitAlarmed: all.some(({ analysis }) =>
      analysis.health.checks.some(({ key, state }) => key === 'sample-ratio' && state === 'not-met'),
    ),
    days: launch === null ? 0 : activeTime(launch, since, last.until) / DAY,
    plannedDays: plan?.sizing.days ?? 0,
    plannedUnits: plan?.sizing.plannedUnits ?? 0,
    unitsAtEnd: unitsOf(last),
  };
}

function endingOf(decision: string | null): Played['ending'] {
  return decision === 'ship' || decision === 'kill' ? decision : 'end';
}

/** The undo window passes, the clean-up is proposed, and an engineer merges it. */
async function cleanUp(journey: Journey, key: string): Promise<void> {
  let isMerged = false;
  for (let passed = 0; passed < 4 * DAY; passed += STEP) {
    const { status, cleanUp: state } = await journey.load(key);
    if (status === 'completed') return;
    const number = state?.pullRequest?.number;
    if (status === 'cleaning-up' && number !== undefined && !isMerged) {
      isMerged = true;
      await journey.running.merge(number, 'sam');
    }
    await journey.running.advance(STEP, { step: STEP });
  }
  throw new Error(`the clean-up of ${key} does not come to its end`);
}
