import type { Effect } from '#domain/effect.ts';

/** What models work on takes minutes; everything else is over in seconds. */
const SLOW: readonly Effect['kind'][] = ['design', 'implement', 'clean-up'];
/** Of a worker's eight places, so that slow models never take them all. */
const FOR_SLOW = 3;

/** Places that effects take while they are performed. */
export interface Places {
  /** Takes a place, to be given back by the answer; null where all are taken that this kind may have. */
  take(kind: Effect['kind']): (() => void) | null;
}

/** Nobody is at work yet. */
export function createPlaces(): Places {
  let slow = 0;
  return {
    take: (kind) => {
      if (!SLOW.includes(kind)) return () => {};
      if (slow >= FOR_SLOW) return null;
      slow += 1;
      return () => {
        slow -= 1;
      };
    },
  };
}
