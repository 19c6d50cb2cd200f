import { ok, type Result, refused } from '#shared/result.ts';
import { wholeNumber } from '#tools/command-line.ts';
import type { Wanted } from './import-definition.ts';

/** The definition of the platform that the arguments name; null if none. Refuses with a sentence. */
export function readWanted(values: {
  readonly action?: string | undefined;
  readonly 'saved-metric'?: string | undefined;
}): Result<Wanted | null, string> {
  const { action, 'saved-metric': metric } = values;
  if (action !== undefined && metric !== undefined)
    return refused('Name --action or --saved-metric, not both.');
  const written = action ?? metric;
  if (written === undefined) return ok(null);
  const id = wholeNumber(written);
  const kind = action === undefined ? 'saved-metric' : 'action';
  return id === null
    ? refused(`--${kind} needs the number in PostHog's address, not "${written}".`)
    : ok({ kind, id });
}
