import type { Experiment } from '#domain/experiment.ts';
import { waitOf } from '#domain/waits/wait-of.ts';

/** The state with what it waits for: the same wait as before goes on, another one begins at this moment. */
export function keepWait(experiment: Experiment, at: number): Experiment {
  const act = waitOf(experiment);
  if (act === (experiment.waiting?.act ?? null)) return experiment;
  const { waiting: _ended, ...rest } = experiment;
  return act === null ? rest : { ...rest, waiting: { act, since: at } };
}
