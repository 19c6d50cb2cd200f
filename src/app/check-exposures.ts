import type { Ports } from '#ports/ports.ts';

/** Why the metrics source would see no exposure of the flag service, in one sentence; null if it sees them. */
export function exposureProblem({
  flags,
  metrics,
}: {
  readonly flags: Pick<Ports['flags'], 'name' | 'exposures'>;
  readonly metrics: Pick<Ports['metrics'], 'name' | 'canCount'>;
}): string | null {
  if (metrics.canCount(flags.exposures)) return null;
  return `${flags.name} records exposures in ${flags.exposures.project}, and ${metrics.name} as configured cannot count them there: use one project for both.`;
}
