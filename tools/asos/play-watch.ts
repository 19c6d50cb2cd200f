import { RENDERERS } from '#app/features.ts';
import { BOT } from '#domain/actor.ts';
import type { Command } from '#domain/command.ts';
import { fold, sealCommit } from '#domain/commit.ts';
import { decide } from '#domain/decide.ts';
import type { Recommendation } from '#domain/decision/verdict.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { DueLook } from '#domain/looks/schedule.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Plan } from '#domain/plan.ts';
import { snapshotOf } from '#features/analyse-experiment/analyse-experiment.ts';
import { DAY } from '#shared/clock.ts';
import { experimentAtLaunch } from '#tools/decision-cases/experiment-at-launch.ts';
import { planOfCase } from '#tools/decision-cases/plan-of.ts';
import type { Moment, RealExperiment } from './read-experiments.ts';

/** What the product says of one experiment, from its first checkpoint to its last. */
export interface PlayedWatch {
  readonly id: string;
  readonly looks: number;
  readonly watches: number;
  readonly messages: number;
  /** The first day on which the split was found to be broken; null if it never was. */
  readonly splitAlarm: number | null;
  /** Whether it is broken at the last checkpoint. */
  readonly isSplitBroken: boolean;
  /** The ratio of the treatment's units to those of the control that is furthest from 1, at the end. */
  readonly furthestRatio: number;
  /** Treatments that the bot took out, with the day. */
  readonly takenOut: readonly string[];
  /** What the rules ask people for first, or say at the end. */
  readonly recommendation: Recommendation;
  readonly rule: string;
  readonly day: number;
  readonly lastDay: number;
}

const AT = Date.UTC(2026, 0, 5);

/**
 * Plays every checkpoint as a watch, and the first one of each whole week as a look, through the commands of the journal and the
 * messages in Slack; the last whole week is the registered end. It goes on after the verdict, so that every checkpoint is read.
 * Throws whatever the product throws.
 */
export function playWatch(real: RealExperiment): PlayedWatch {
  const end = registeredEnd(real);
  const plan = planOfReal(real, end);
  let state = experimentAtLaunch(plan, AT);
  let [looks, watches, messages] = [0, 0, 0];
  let splitAlarm: number | null = null;
  let isBroken = false;
  let verdict: Pick<PlayedWatch, 'recommendation' | 'rule' | 'day'> | null = null;
  const takenOut = new Set<string>();
  for (const [index, moment] of real.moments.entries()) {
    const due = dueAt(real, end, index, looks);
    const data = dataAt(moment, due);
    const snapshot = { ...snapshotOf(state, due, data, due.until), narrative: null };
    if (due.scheduled) looks += 1;
    else watches += 1;
    isBroken = isSplitBroken(snapshot);
    if (isBroken) splitAlarm ??= moment.day;
    for (const { variant, byBot } of snapshot.verdict.harmed ?? []) {
      if (byBot) takenOut.add(`${variant} on day ${moment.day}`);
    }
    const recorded = record(state, snapshot);
    messages += recorded.messages;
    const { recommendation, rule } = snapshot.verdict;
    const asks = recorded.after.status !== 'running';
    if (verdict === null && (asks || due.lastDay)) verdict = { recommendation, rule, day: moment.day };
    // People are not asked here: it runs on, so that every checkpoint is read.
    state = { ...recorded.after, status: 'running' };
  }
  if (verdict === null) throw new RangeError(`${real.id} has no checkpoint`);
  const last = real.moments.at(-1);
  return {
    ...{ id: real.id, looks, watches, messages, splitAlarm, takenOut: [...takenOut], ...verdict },
    isSplitBroken: isBroken,
    furthestRatio: furthestRatio(last),
    lastDay: last?.day ?? 0,
  };
}

/** The place of the first checkpoint of the last whole week; the last one if there is no whole week. */
function registeredEnd({ moments }: RealExperiment): number {
  const weeks = Math.floor((moments.at(-1)?.day ?? 0) / 7);
  return weeks === 0 ? moments.length - 1 : moments.findIndex(({ day }) => day >= 7 * weeks);
}

/** Shares were not published, so equal ones are assumed. The size that was reached stands for the planned one. */
function planOfReal({ id, variants, metrics, moments }: RealExperiment, end: number): Plan {
  const last = moments[end];
  const units = Object.values(last?.units ?? {}).reduce((sum, count) => sum + count, 0);
  const metricOf = (key: string) =>
    ({ key, kind: key === 'metric-1' ? 'proportion' : 'mean', direction: 'increase' }) as const;
  const [goal = 'metric-1', ...others] = metrics;
  const weeks = Math.max(1, Math.floor((last?.day ?? 0) / 7));
  return planOfCase(id, {
    allocation: Object.fromEntries(variants.map((variant) => [variant, 1 / variants.length])),
    goal: { ...metricOf(goal), smallestLift: 0.005 },
    guardrails: others.map((key) => ({ ...metricOf(key), margin: 0.05, sizedFor: false })),
    alpha: 0.05,
    ...{ plannedUnits: units, plannedDays: 7 * weeks, looks: 'weekly', plannedLooks: weeks },
  });
}

function dueAt({ moments }: RealExperiment, end: number, index: number, looks: number): DueLook {
  const [day = 0, before = 0] = [moments[index]?.day, moments[index - 1]?.day];
  const isNewWeek = Math.floor(day / 7) > Math.floor(before / 7);
  const lastDay = index === end;
  const scheduled = lastDay || (isNewWeek && index < end);
  return { scheduled, until: AT + day * DAY, look: scheduled ? looks + 1 : looks, lastDay };
}

function dataAt({ day, units, moments }: Moment, { look, lastDay }: DueLook) {
  const daysRunning = Math.floor(day + 1e-9);
  return {
    ...{ look: Math.max(1, look), daysRunning, final: lastDay, units, multipleExposure: 0, moments },
  };
}

/** The look as a commit: what it decides, what it folds to, and how many messages it posts. */
function record(before: Experiment, snapshot: AnalysisSnapshot) {
  const command: Command<'recordLook'> = { name: 'recordLook', snapshot, actor: BOT, at: snapshot.until };
  const decided = decide(before, command);
  if (decided.kind === 'refused') throw new Error(decided.problem.message);
  const commit = sealCommit(before.key, { version: before.version, hash: '' }, command, decided.value);
  const after = fold([commit], before);
  if (after === null) throw new Error('the look folds to nothing');
  const posted = decided.value.effects.flatMap((effect) =>
    effect.kind === 'post'
      ? [RENDERERS[effect.topic]({ experiment: after, key: `${commit.id}:0`, at: snapshot.until })]
      : [],
  );
  return { after, messages: posted.length };
}

function isSplitBroken({ analysis }: AnalysisSnapshot): boolean {
  return analysis.health.checks.some(({ key, state }) => key === 'sample-ratio' && state === 'not-met');
}

function furthestRatio(moment: Moment | undefined): number {
  const { control = 1, ...treatments } = moment?.units ?? {};
  const ratios = Object.values(treatments).map((count) => count / control);
  return ratios.reduce(
    (furthest, ratio) => (Math.abs(Math.log(ratio)) > Math.abs(Math.log(furthest)) ? ratio : furthest),
    1,
  );
}
