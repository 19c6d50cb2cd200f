import { waitsWithFlagLeft } from '#domain/clean-up/guards.ts';
import { isReadyToLaunch, readinessOf } from '#domain/code/readiness.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isShipmentPaused } from '#domain/launch/shipment.ts';
import type { Topic } from '#domain/topic.ts';

/** A message whose buttons people need now. */
export interface DueMessage {
  /** What is posted if no such message is there. */
  readonly topic: Topic;
  /** The topics that carry the same buttons. */
  readonly as: readonly Topic[];
}

const LAUNCH: readonly Topic[] = ['merged', 'launch-proposed', 'launch-held-back', 'flag-settled'];

function only(topic: Topic): DueMessage {
  return { topic, as: [topic] };
}

/** The messages whose buttons are due at this moment (milliseconds since the Unix epoch): without them the thread stands still. */
export function dueMessages(experiment: Experiment, now: number): readonly DueMessage[] {
  const { status, tampering, decision, design } = experiment;
  if (tampering.open !== null) return [only('flag-tampered')];
  const pending = decision.pendingOverride === null ? [] : [only('override-proposed')];
  const amendment = design?.pendingAmendment === undefined ? [] : [only('amendment-proposed')];
  const failed = failureOf(experiment);
  if (failed !== null) return [only(failed)];
  if (isShipmentPaused(experiment)) return [only('paused')];
  if (waitsWithFlagLeft(experiment)) return [only('flag-left')];
  switch (status) {
    case 'in-review':
      return [only('plan')];
    case 'implemented':
      if (!isReadyToLaunch(experiment)) return [];
      return [
        readinessOf(experiment)?.launchVote === undefined
          ? { topic: 'merged', as: LAUNCH }
          : only('launch-proposed'),
      ];
    case 'paused':
      return [only('paused'), ...pending];
    case 'running':
      return [...pending, ...amendment];
    case 'deciding':
      return [only('decision'), ...pending, ...amendment];
    case 'decided':
      return now <= (decision.record?.undoUntil ?? 0) ? [only('decided')] : [];
    default:
      return [];
  }
}

function failureOf({ failure, status }: Experiment): Topic | null {
  if (failure === null) return null;
  if (status === 'draft') return 'design-failed';
  return status === 'approved' ? 'implementation-failed' : 'clean-up-failed';
}
