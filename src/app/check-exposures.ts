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
  if (flags.exposures.kind === 'own')
    return `${flags.name} records no exposures itself, and ${metrics.name} as configured counts only those of its own flags: use the flags of ${metrics.name}, or a metrics source that counts what applications report.`;
  return `${flags.name} records exposures in ${flags.exposures.project}, and ${metrics.name} as configured cannot count them there: use one project for both.`;
}
