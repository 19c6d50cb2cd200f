import { type PastExperiment, provenSign } from '#domain/memory/past-experiment.ts';
import type { FoundExperiment } from '#ports/memory.ts';

/** Which of these agree with an experiment, and which do not: a proven effect on the same metric and surface. Keys, the newest first. */
export function relativesOf(
  past: PastExperiment,
  all: readonly PastExperiment[],
): Omit<FoundExperiment, 'past'> {
  const sign = provenSign(past);
  if (sign === 0) return { supportedBy: [], contradictedBy: [] };
  const others = all
    .filter(
      (other) =>
        other.key !== past.key && other.goalMetric === past.goalMetric && other.surface === past.surface,
    )
    .toSorted((a, b) => b.endedAt - a.endedAt);
  const keysOf = (wanted: number) =>
    others.filter((other) => provenSign(other) === wanted).map(({ key }) => key);
  return { supportedBy: keysOf(sign), contradictedBy: keysOf(-sign) };
}
