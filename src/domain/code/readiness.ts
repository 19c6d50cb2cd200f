import type { Readiness } from '#domain/code/state.ts';
import type { Experiment } from '#domain/experiment.ts';

type Ready = Pick<Experiment, 'code'> & Partial<Pick<Experiment, 'configured'>>;

/** Null before there is anything to launch. */
export function readinessOf({ code, configured }: Ready): Readiness | null {
  return code ?? configured ?? null;
}

/** Whether all is there that a launch needs: the pull request is merged, or the flag carries what differs. */
export function isReadyToLaunch({ code, configured }: Ready): boolean {
  return configured !== undefined || (code !== null && code.pullRequest.mergedAt !== null);
}

/** The state with other readiness; without change before there is any. */
export function withReadiness(
  { code, configured }: Ready,
  change: (kept: Readiness) => Readiness,
): Pick<Experiment, 'code'> & Partial<Pick<Experiment, 'configured'>> {
  if (code === null) return configured === undefined ? { code } : { code, configured: change(configured) };
  const { launchVote: _cast, ...kept } = code;
  return { code: { ...kept, ...change(code) } };
}

/** Without the first vote, which is for one launch, of the flag as it was. */
export function withoutLaunchVote({ heldBackFor }: Readiness): Readiness {
  return { heldBackFor };
}
