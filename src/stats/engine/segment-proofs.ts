import type { Direction } from '#stats/outcome.ts';
import type { SegmentProof } from './analysis.ts';
import type { SegmentDetail } from './details.ts';

/** Every segment that proves the goal better in the wanted direction, the smallest adjusted p first. One without a lift proves nothing. */
export function segmentProofs(details: readonly SegmentDetail[], wanted: Direction): readonly SegmentProof[] {
  const sign = wanted === 'increase' ? 1 : -1;
  return details
    .flatMap(({ dimension, effects }) =>
      effects.flatMap(({ value, variant, lift, adjustedPValue, proven }) =>
        proven && lift !== null && adjustedPValue !== null && sign * lift > 0
          ? [{ dimension, value, variant, lift, adjustedPValue }]
          : [],
      ),
    )
    .sort((one, other) => one.adjustedPValue - other.adjustedPValue);
}
