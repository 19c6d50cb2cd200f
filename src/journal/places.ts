import type { EffectKind } from '#domain/effect.ts';

/** The work of models takes minutes; all other effects take seconds. */
const SLOW: readonly EffectKind[] = ['design', 'implement', 'revise', 'clean-up'];
/** How many of a worker's eight slots slow effects may take, so that others always find one. */
const FOR_SLOW = 3;

/** Places that effects take while they are performed. */
export interface Places {
  /** Takes a place, to be given back by the answer; null if all are taken that this kind may have. */
  take(kind: EffectKind): (() => void) | null;
}

/** Slots of a worker, all free. */
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
