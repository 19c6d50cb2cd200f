import { hasConfigurations } from '#domain/configurations/planned-configurations.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';

/** What the flag service has against the launch of an experiment now, as the command carries it. */
export async function againstLaunch(
  { flags }: Pick<CoPilot, 'flags'>,
  experiment: Experiment | null,
): Promise<{ readonly against?: string }> {
  if (experiment === null || !hasConfigurations(experiment)) return {};
  const against = await flags.configurations?.launchProblem(designOf(experiment).plan.flagKey);
  return against == null ? {} : { against };
}
