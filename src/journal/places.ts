import type { EffectKind } from '#domain/effect.ts';

/** The work of models takes minutes; all other effects take seconds. */
const SLOW: readonly EffectKind[] = ['design', 'implement', 'revise', 'clean-up'];
/** How many of a worker's eight slots slow effects may take, so that others always find one. */
const FOR_SLOW = 3;
/** The same for receivers of webhooks, which may be slow, too. */
const FOR_WEBHOOKS = 2;

/** Places that effects take while they are performed. */
export interface Places {
  /** Takes a place, to be given back by the answer; null if all are taken that this kind may have. */
  take(kind: EffectKind): (() => void) | null;
}

/** Slots of a worker, all free. */
export function createPlaces(): Places {
  const takeSlow = pool(FOR_SLOW);
  const takeWebhook = pool(FOR_WEBHOOKS);
  return {
    take: (kind) => {
      if (kind === 'webhook') return takeWebhook();
      return SLOW.includes(kind) ? takeSlow() : () => {};
    },
  };
}

function pool(size: number): () => (() => void) | null {
  let taken = 0;
  return () => {
    if (taken >= size) return null;
    taken += 1;
    return () => {
      taken -= 1;
    };
  };
}
