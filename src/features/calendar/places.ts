import { type Occupant, queueOf, type StartWish } from '#domain/schedule/queue.ts';
import type { QueuePlace } from '#domain/schedule/state.ts';
import { occupiesSurface } from '#domain/status.ts';
import type { ExperimentSummary } from '#domain/summary.ts';

/**
 * The place of every experiment with a planned start, by key, given the lines of its surface and the moment (milliseconds since the Unix
 * epoch). `own` is a wish that no line has yet, in place of an earlier one of the same experiment.
 */
export function placesOn(
  lines: readonly ExperimentSummary[],
  now: number,
  own: readonly StartWish[] = [],
): ReadonlyMap<string, QueuePlace> {
  const occupants = lines
    .filter(({ status }) => occupiesSurface(status))
    .map(({ key, timing }): Occupant => ({ key, until: timing?.endsAt ?? null }));
  const waiting = lines.flatMap(({ key, timing }): readonly StartWish[] => {
    if (timing?.start === undefined || own.some((wish) => wish.key === key)) return [];
    const { from, at } = timing.start;
    return [{ key, from, at, days: timing.days }];
  });
  return queueOf(occupants, [...waiting, ...own], now);
}
