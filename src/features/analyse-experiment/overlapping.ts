import { designOf, type Experiment } from '#domain/experiment.ts';
import { controlOf, type Plan, treatmentsOf } from '#domain/plan.ts';
import type { Status } from '#domain/status.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { mayBeNamedIn, seenLines } from '#features/sight.ts';
import { unfinishedLines } from '#features/walk-unfinished.ts';
import type { OtherExperiment } from '#stats/engine/details.ts';

/** Experiments that a look is crossed with at most: the newest. */
const MOST_OTHERS = 3;
/** While the flag of an experiment may be on and it is not decided. */
const RUNS: readonly Status[] = ['verifying', 'running', 'deciding'];

/** An experiment that runs at the same time as another, as a look of the other reads it. */
export type Overlapping = Omit<OtherExperiment, 'segments'> & { readonly dimension: string };

/**
 * The experiments that run now beside this one, newest first, at most three. The thread names them, so those that its readers may
 * not all see are left out.
 */
export async function overlappingWith(
  { store, load, chat }: Pick<CoPilot, 'store' | 'load' | 'chat'>,
  { key, delivery }: Pick<Experiment, 'key' | 'delivery'>,
): Promise<readonly Overlapping[]> {
  const lines = (await unfinishedLines(store)).filter(
    (line) => line.key !== key && RUNS.includes(line.status),
  );
  const sees = (channel: string) => mayBeNamedIn(chat, delivery.channel, channel);
  const { seen } = await seenLines({ sees }, lines);
  const others = await Promise.all(seen.slice(0, MOST_OTHERS).map((line) => load(line.key)));
  return others.flatMap((other) => (other?.design == null ? [] : [overlappingOf(other)]));
}

function overlappingOf(experiment: Experiment): Overlapping {
  const { plan } = designOf(experiment);
  return {
    experiment: experiment.key,
    title: plan.title,
    dimension: flagDimension(plan),
    control: controlOf(plan)?.key ?? '',
    treatments: treatmentsOf(plan).map(({ key }) => key),
  };
}

/** The property in which an event of PostHog's web library holds the variant of each active flag. */
function flagDimension({ flagKey }: Pick<Plan, 'flagKey'>): string {
  return `$feature/${flagKey}`;
}
