import type { AlertName } from '#domain/alerts/alert-kinds.ts';
import { alertsIn, namesOf } from '#domain/alerts/alerts-in.ts';
import type { Commit } from '#domain/commit.ts';
import type { EventType } from '#domain/event.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { WaitAct } from '#domain/waits/wait-act.ts';
import type { Comparison } from '#stats/engine/analysis.ts';
import type { NoticeKind } from './notice-kinds.ts';

/** What people have to approve or decide. */
const APPROVALS: readonly WaitAct[] = ['review', 'launch', 'decide', 'confirm', 'approve-amendment'];

/** Alerts that tell of data that look wrong, or of a flag that is not what it should be. */
const ANOMALIES: readonly AlertName[] = [
  ...([
    'no-exposures',
    'exposures-stalled',
    'split-warning',
    'errors',
    'satisfaction',
    'regression',
  ] as const),
  ...(['harm-unproven', 'health-alarm', 'launch-not-verified', 'flag-tampered', 'reading-failed'] as const),
];

/** A commit of an experiment with the state before it, null before the first, and after it. */
export interface Step {
  readonly before: Experiment | null;
  readonly commit: Commit;
  readonly after: Experiment;
}

/** The notices that a step of an experiment gives, each kind once. Pure. */
export function noticesOf(step: Step): readonly NoticeKind[] {
  return (Object.keys(GIVES) as NoticeKind[]).filter((kind) => GIVES[kind](step));
}

const GIVES: Readonly<Record<NoticeKind, (step: Step) => boolean>> = {
  'experiment.approval_waits': ({ before, after }) =>
    after.waiting !== undefined &&
    APPROVALS.includes(after.waiting.act) &&
    (before?.waiting?.act !== after.waiting.act || before.waiting.since !== after.waiting.since),
  'experiment.launched': (step) => has(step, 'launched'),
  'experiment.goal_proven': (step) => newlyProven(step).length > 0,
  'experiment.sample_reached': (step) => alertNames(step).includes('sample-reached'),
  'experiment.time_limit_reached': (step) => alertNames(step).includes('over-time'),
  'experiment.anomaly': (step) => anomaliesOf(step).length > 0,
  'experiment.harm': (step) =>
    has(step, 'stoppedForHarm') ||
    has(step, 'shipmentTakenBack') ||
    alertNames(step).includes('privacy') ||
    step.commit.events.some((event) => event.type === 'variantsDropped' && event.person === null),
  'experiment.decided': (step) => has(step, 'decided'),
  'experiment.decision_undone': (step) => has(step, 'decisionUndone'),
  'experiment.completed': (step) => becomes(step, 'completed'),
  'experiment.cancelled': (step) => becomes(step, 'cancelled'),
};

/** The goals that a scheduled look proves better and the look before did not, as far as their effects may be shown. */
export function newlyProven({ before, commit }: Step): readonly Comparison[] {
  const looked = commit.events.find((event) => event.type === 'looked');
  if (looked?.type !== 'looked') return [];
  const known = before === null ? [] : provenGoals(latestSnapshot(before));
  return provenGoals(looked.snapshot).filter(
    ({ metric, variant }) => !known.some((one) => one.metric === metric && one.variant === variant),
  );
}

/** The alerts of a step that tell of data that look wrong. */
export function anomaliesOf(step: Step): readonly AlertName[] {
  return alertNames(step).filter((name) => ANOMALIES.includes(name));
}

function provenGoals(snapshot: AnalysisSnapshot | null): readonly Comparison[] {
  if (snapshot === null || snapshot.analysis.show === 'progress') return [];
  return snapshot.analysis.comparisons.flatMap((one) =>
    one.kind === 'ok' && one.role === 'goal' && one.verdict === 'better' ? [one] : [],
  );
}

/** The alerts in what the commit says, whether they wait for another message or not. */
function alertNames({ commit, after }: Step): readonly AlertName[] {
  return namesOf(
    commit.effects.flatMap((effect) => (effect.kind === 'post' ? alertsIn(effect.topic, after) : [])),
  );
}

function has({ commit }: Step, type: EventType): boolean {
  return commit.events.some((event) => event.type === type);
}

function becomes({ before, after }: Step, status: Experiment['status']): boolean {
  return after.status === status && before?.status !== status;
}
