import type { Change } from '#domain/change.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import type { Experiment } from '#domain/experiment.ts';

/** Looks, decisions and their undoing. */
export function evolveDecision(state: Experiment, event: ExperimentEvent, at: number): Change | null {
  switch (event.type) {
    case 'looked':
      return {
        snapshots: [...state.snapshots, event.snapshot],
        status: event.asksForDecision ? 'deciding' : state.status,
        pendingOverride: null,
      };
    case 'watched':
      return { watch: event.snapshot };
    case 'stoppedForHarm':
      return { status: 'killed', harm: event.metric };
    case 'paused':
      return {
        status: 'paused',
        pause: { from: state.status, at, person: event.person, reason: event.reason },
      };
    case 'resumed':
      return {
        status: state.pause?.from ?? 'running',
        pause: null,
        pauses: state.pause === null ? state.pauses : [...state.pauses, { from: state.pause.at, until: at }],
      };
    case 'overrideProposed':
      return { pendingOverride: event.override };
    case 'decided':
      return { status: 'decided', decision: event.record, pendingOverride: null };
    case 'keptRunning':
      return { status: 'running', pendingOverride: null };
    case 'decisionUndone':
      return { status: 'deciding', decision: null };
    default:
      return null;
  }
}
