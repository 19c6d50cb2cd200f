import type { PersonActor } from '#domain/actor.ts';
import { countsStill } from '#domain/authority/counts-still.ts';
import type { Decision, PendingOverride } from '#domain/decision/state.ts';
import type { Recommendation } from '#domain/decision/verdict.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';

/** A decision, or an extension to so many days. */
interface Decided {
  readonly decision: Decision | 'extend';
  readonly days?: number;
}

/** A decision as a person votes for it. */
interface Cast extends Decided {
  readonly actor: PersonActor;
}

/** Whether a decision goes against what the rules recommend on the newest look. */
export function isOverride(experiment: Experiment, { decision }: Decided): boolean {
  const recommendation = latestSnapshot(experiment)?.verdict.recommendation;
  return recommendation !== undefined && !FOLLOWS[recommendation].includes(decision);
}

/** The first approver's vote for this decision, which a second one has to confirm; null if there is none that counts still. */
export function firstVote(experiment: Experiment, vote: Cast): PendingOverride | null {
  const first = waitingVote(experiment, vote);
  return first !== null && countsStill(experiment, first.by, vote.actor) ? first : null;
}

/** Who voted for this decision and holds the approver role no more; null if that is no person. */
export function lapsedVoter(experiment: Experiment, vote: Cast): string | null {
  const first = waitingVote(experiment, vote);
  return first === null || countsStill(experiment, first.by, vote.actor) ? null : first.by;
}

function waitingVote({ decision: { pendingOverride } }: Experiment, { decision, days }: Decided) {
  const isSame = pendingOverride?.decision === decision && pendingOverride.days === days;
  return isSame ? pendingOverride : null;
}

/** Kill and end-without-winner both switch the change off, so either agrees with the other. */
const OFF: readonly Decision[] = ['kill', 'end-without-winner'];

/** What follows a recommendation. Data that cannot be read leave only the control; what the rules leave open is for a person. */
const FOLLOWS: Readonly<Record<Recommendation, readonly Decided['decision'][]>> = {
  ship: ['ship'],
  kill: OFF,
  'drop-variant': ['drop-variant'],
  'end-without-winner': OFF,
  'keep-running': ['keep-running', 'extend'],
  // What goes on as registered can still be extended; what ends can still be tried again.
  extend: ['extend', 'keep-running'],
  iterate: OFF,
  'dig-into-segments': OFF,
  'ask-person': ['ship', ...OFF],
  'do-not-read': [...OFF, 'keep-running'],
  'halt-for-privacy': OFF,
};

/** The decision that a recommendation asks for first; null if it is left to a person. */
export function askedDecision(recommendation: Recommendation): Decision | null {
  switch (recommendation) {
    case 'ask-person':
      return null;
    case 'extend':
      return 'keep-running';
    case 'iterate':
    case 'dig-into-segments':
    case 'do-not-read':
    case 'halt-for-privacy':
      return 'end-without-winner';
    default:
      return recommendation;
  }
}
