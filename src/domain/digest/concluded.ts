import { goalComparisons, leadingGoal, signOf } from '#domain/decision/leading-goal.ts';
import { readableComparisons } from '#domain/decision/race.ts';
import { shippedVariant } from '#domain/decision/shipped-variant.ts';
import type { DecisionRecord } from '#domain/decision/state.ts';
import { scoreForecast } from '#domain/design/forecast.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { planForGoal } from '#domain/goals.ts';
import { wentOutAt } from '#domain/launch/state.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { PastOutcome } from '#domain/memory/past-experiment.ts';
import { pastOf } from '#domain/memory/past-of.ts';
import { type Plan, treatmentsOf } from '#domain/plan.ts';
import { DAY } from '#shared/clock.ts';
import type { Comparison } from '#stats/engine/analysis.ts';
import { type DigestItem, itemOf } from './item.ts';

/** A lift of one goal in its wanted direction, relative: above 0 is better. */
export interface GoalEffect {
  readonly metric: string;
  readonly name: string;
  readonly estimate: number;
  readonly standardError: number;
}

/** What was expected of an experiment, and what was measured, both in the wanted direction. */
export interface ScoredForecast {
  /** The designer's range of eight in ten; null for plans without one. */
  readonly range: { readonly isInside: boolean; readonly score: number } | null;
  /** The lift that the requester expected; null if they named none. */
  readonly expected: number | null;
  readonly measured: number;
}

/** An experiment that has its outcome: decided by people, or stopped by the bot. */
export interface Concluded {
  readonly item: DigestItem;
  /** The name of the goal of its plan. */
  readonly goalName: string;
  readonly outcome: Exclude<PastOutcome, 'cancelled'>;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** From the canary to the outcome; null if the journal does not say when it went out. */
  readonly days: number | null;
  /** The decision, also one that proven harm took back later; null if the bot stopped it. */
  readonly record: Pick<DecisionRecord, 'decision' | 'overrides'> | null;
  /** A goal was proven better at the look that it was decided on. */
  readonly isProven: boolean;
  /** All units get the change, or will. */
  readonly isShipped: boolean;
  /** A guardrail was proven worse than its margin, and the change did not stay. */
  readonly isSaved: boolean;
  /** Null if no lift with a bound was measured. */
  readonly effect: GoalEffect | null;
  readonly forecast: ScoredForecast | null;
}

/** The outcome of an experiment as its state says; null while it has none, and if it was cancelled. */
export function concludedOf(experiment: Experiment): Concluded | null {
  const past = pastOf(experiment);
  const { design, decision, shipping, launch } = experiment;
  if (past === null || past.outcome === 'cancelled' || design === null) return null;
  const { plan } = design;
  const { outcome, endedAt: at } = past;
  const record = decision.record ?? shipping?.takenBack ?? null;
  const snapshot =
    experiment.looks.snapshots.find(({ hash }) => hash === record?.snapshotHash) ??
    latestSnapshot(experiment);
  const shown = snapshot === null ? [] : readableComparisons(snapshot.analysis);
  const judged = shown.filter(({ variant }) => variant === variantOf(experiment, snapshot, record));
  const goal = leadingGoal(plan, judged).goal;
  return {
    ...{ item: itemOf(experiment), goalName: plan.goal.name, outcome, at },
    record: record === null ? null : { decision: record.decision, overrides: record.overrides },
    days: launch === null ? null : (at - wentOutAt(launch)) / DAY,
    isProven: shown.some(({ role, verdict }) => role === 'goal' && verdict === 'better'),
    isShipped: outcome === 'shipped',
    isSaved: isSaved(experiment, outcome, shown),
    effect: goal === undefined ? null : effectOf(plan, goal),
    forecast: forecastOf(plan, goalComparisons(plan, judged)),
  };
}

/** The treatment that was shipped; else the one that the look is about, or the first: never the one with the largest lift. */
function variantOf(
  experiment: Experiment,
  snapshot: AnalysisSnapshot | null,
  record: DecisionRecord | null,
): string | null {
  if (snapshot === null || experiment.design === null) return null;
  if (record?.decision === 'ship') return shippedVariant(experiment, snapshot);
  return snapshot.verdict.variant ?? treatmentsOf(experiment.design.plan)[0]?.key ?? null;
}

function effectOf(plan: Plan, goal: Comparison): GoalEffect | null {
  const { lift, liftInterval, criticalValue, metric } = goal;
  if (lift === null || liftInterval === null || !(criticalValue > 0)) return null;
  const ofGoal = planForGoal(plan, metric);
  // The interval holds the error of both levels; its half is the standard error times the critical value of the look.
  const standardError = (liftInterval.upper - liftInterval.lower) / (2 * criticalValue);
  if (!(standardError > 0)) return null;
  return { metric, name: ofGoal.goal.name, estimate: signOf(ofGoal) * lift, standardError };
}

function forecastOf(plan: Plan, goals: readonly Comparison[]): ScoredForecast | null {
  const lift = goals.find(({ metric }) => metric === plan.goal.key)?.lift ?? null;
  // Only what the designer said is judged.
  const range = plan.reasoning?.by === 'person' ? null : (plan.reasoning?.forecast ?? null);
  const expected = plan.request.expectedLift ?? null;
  if (lift === null || (range === null && expected === null)) return null;
  const scored = range === null ? null : scoreForecast(range, lift);
  return {
    range: scored === null ? null : { isInside: scored.place === 'inside', score: scored.score },
    ...{ expected, measured: signOf(plan) * lift },
  };
}

/** The harm that was proven at any time, or at the look, on a guardrail; a goal that got worse is no save of a guardrail. */
function isSaved({ looks, design }: Experiment, outcome: PastOutcome, shown: readonly Comparison[]): boolean {
  if (outcome === 'shipped') return false;
  const isGuardrail = (key: string) =>
    (design?.plan.guardrails ?? []).some(({ metric }) => metric.key === key);
  const isInferior = shown.some(({ role, verdict }) => role === 'guardrail' && verdict === 'inferior');
  return (looks.harm !== null && isGuardrail(looks.harm)) || isInferior;
}
