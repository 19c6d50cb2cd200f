import type { Change } from '#domain/change.ts';
import { merged, opened } from '#domain/code/pull-request-change.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isSameFlag } from '#domain/launch/flag-settings.ts';

/** Implementation and launch: from the first line of code to the full split. */
export function evolveLaunch(state: Experiment, event: ExperimentEvent, at: number): Change | null {
  switch (event.type) {
    case 'implementationStarted':
      return { status: 'implementing', failure: null };
    case 'pullRequestOpened':
      return {
        status: 'implemented',
        pullRequest: opened(event.pullRequest),
        runs: [...state.runs, ...event.runs],
      };
    case 'implementationFailed':
      return { status: 'approved', failure: event.failure, runs: [...state.runs, ...event.runs] };
    case 'implementationRetried':
      return { failure: null };
    case 'merged':
      return { pullRequest: merged(state.pullRequest, event.mergedBy, at) };
    case 'launched':
      return { status: 'verifying', launchedAt: at, heldBackFor: [] };
    case 'heldBack':
      return { status: 'implemented', launchedAt: null, launchChecks: [], heldBackFor: event.conflicts };
    case 'launchChecked':
      return event.passed
        ? { status: 'running', runningSince: at, launchChecks: event.checks }
        : { launchChecks: event.checks };
    case 'flagChanged':
      // A vote was cast on the flag as it was: buttons are bound to its version, so nobody could confirm it any more.
      return {
        flag: event.flag,
        flagEffect: event.effect,
        pendingOverride: isSameFlag(state.flag, event.flag) ? state.pendingOverride : null,
      };
    default:
      return null;
  }
}
