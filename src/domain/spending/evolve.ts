import { withNextDue } from '#domain/clean-up/state.ts';
import type { Evolvers } from '#domain/evolver.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { SpendingEvent } from '#domain/spending/events.ts';

/** What the agents may use, and that they are at work again. */
export const spendingEvolvers: Evolvers<SpendingEvent['type']> = {
  moreAllowed: (experiment) => ({ ...atWork(experiment), raised: (experiment.raised ?? 0) + 1 }),
  workResumed: atWork,
  callsCounted: ({ runs }, { runs: more }) => ({ runs: [...runs, ...more] }),
};

function atWork({ cleanUp }: Experiment): Pick<Experiment, 'failure' | 'cleanUp'> {
  return { failure: null, cleanUp: withNextDue(cleanUp) };
}
