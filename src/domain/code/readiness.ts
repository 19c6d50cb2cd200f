import type { Experiment } from '#domain/experiment.ts';

/** What is known of a launch before it: of code, or of a flag that carries all that differs. */
export interface Readiness {
  /** Keys of the experiments that the last launch was held back for; empty if it was not. */
  readonly heldBackFor: readonly string[];
  /** The first of the two votes that a launch takes at a high risk, and whose earlier one it stands for; left out if none waits. */
  readonly launchVote?: { readonly by: string; readonly lapsed?: string };
}

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
