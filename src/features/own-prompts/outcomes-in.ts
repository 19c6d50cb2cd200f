import { isPromptName } from '#agents/prompt-inputs.ts';
import { isVaried } from '#agents/prompt-variants.ts';
import type { AgentRun } from '#domain/agent-output.ts';
import { type Commit, fold } from '#domain/commit.ts';
import type { Experiment } from '#domain/experiment.ts';
import { exposureId, observationId } from '#evaluation/trial-ids.ts';
import type { GivenExposure, GivenObservation } from '#features/observations/record-rows.ts';

/** What the journal of one thread tells experiments on prompts, with ids that are the same each time. */
export interface PromptOutcomes {
  readonly exposures: readonly GivenExposure[];
  readonly observations: readonly GivenObservation[];
}

const SECOND = 1_000;
/** No person is a unit here. */
const BARE = { properties: null, consent: true } as const;

/**
 * The variants that a thread met, what each call of a varied prompt cost and took (`designer_cost` in dollars, `designer_seconds`), that its plan was
 * decided (`plan_decided`), and that it was approved without an edit (`plan_approved_unedited`). Calls from before moments were kept are left out. Pure.
 */
export function outcomesIn(thread: string, commits: readonly Commit[]): PromptOutcomes {
  const runs = fold(commits)?.runs ?? [];
  const plan = planOutcome(commits);
  const observed = (name: string, at: number, value: number | null, which?: string): GivenObservation => ({
    ...{ id: observationId(thread, name, which), unit: thread, at, name, value },
    ...BARE,
  });
  return {
    exposures: exposuresOf(thread, runs),
    observations: [
      ...runs.flatMap((run) => callOutcomes(run, observed)),
      ...(plan === null ? [] : [observed('plan_decided', plan.at, null)]),
      ...(plan?.isUnedited === true ? [observed('plan_approved_unedited', plan.at, null)] : []),
    ],
  };
}

/** Each variant once, at the first call with it. */
function exposuresOf(thread: string, runs: readonly AgentRun[]): readonly GivenExposure[] {
  const exposures = new Map<string, GivenExposure>();
  for (const { at, trial } of runs) {
    if (at === undefined || trial === undefined) continue;
    const id = exposureId(thread, trial.experiment, trial.variant);
    const known = exposures.get(id);
    if (known !== undefined && known.at <= at) continue;
    exposures.set(id, { id, unit: thread, at, flag: trial.experiment, variant: trial.variant, ...BARE });
  }
  return [...exposures.values()];
}

function callOutcomes(
  { prompt, at, costUsd, latencyMs, inputHash, outputHash }: AgentRun,
  observed: (name: string, at: number, value: number, which: string) => GivenObservation,
): readonly GivenObservation[] {
  const name = prompt.split('@')[0] ?? '';
  if (at === undefined || !isPromptName(name) || !isVaried(name)) return [];
  const call = `${inputHash} ${outputHash} ${at}`;
  return [
    ...(costUsd === null ? [] : [observed(`${name}_cost`, at, costUsd, call)]),
    observed(`${name}_seconds`, at, latencyMs / SECOND, call),
  ];
}

/** When the plan was approved by all who must, or rejected, and whether it was approved as it was first made; null before that. */
function planOutcome(
  commits: readonly Commit[],
): { readonly at: number; readonly isUnedited: boolean } | null {
  let before: Experiment | null = null;
  let isEdited = false;
  for (const commit of commits) {
    for (const event of commit.events) {
      // An edit before the first plan is one of the idea.
      if (event.type === 'requestEdited' && before?.design != null) isEdited = true;
      if (event.type === 'changesRequested') isEdited = true;
      if (event.type === 'approved' && event.complete) return { at: commit.at, isUnedited: !isEdited };
      if (event.type === 'rejected') return { at: commit.at, isUnedited: false };
    }
    before = fold([commit], before);
  }
  return null;
}
