import type { PastOutcome } from '#domain/memory/past-experiment.ts';

/** What came of an experiment, behind its title. */
export const DIGEST_OUTCOMES: Readonly<Record<Exclude<PastOutcome, 'cancelled'>, string>> = {
  shipped: 'shipped',
  killed: 'ended by people',
  inconclusive: 'ended without shipping',
  harmful: 'stopped for proven harm',
};
