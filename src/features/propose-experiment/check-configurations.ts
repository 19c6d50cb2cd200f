import type { ExperimentRequest } from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { readConfigurations } from '#features/design-plan/read-configurations.ts';

/**
 * Why the configurations of a request cannot be taken, as sentences; null if they can. The journal would mask what is private, and so change what
 * units get.
 */
export async function checkConfigurations(
  needs: Pick<CoPilot, 'people' | 'flags'>,
  request: Pick<ExperimentRequest, 'configurations' | 'split' | 'surface' | 'file'>,
): Promise<string | null> {
  const { configurations } = request;
  if (configurations === undefined) return null;
  const read = await readConfigurations(needs, request);
  if (read.kind === 'refused') return read.problem;
  for (const text of [JSON.stringify(configurations), ...textsIn(configurations)])
    if ((await needs.people.pseudonymise(text)) !== text)
      return 'They hold what looks like a secret, or like an address or a number of a person. Keep that in the application.';
  return null;
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
