import { binomialCdf, binomialSf } from '#stats/distributions.ts';

/** What a share may be at most, or must be at least, and what came out. */
export interface Bound {
  readonly name: string;
  readonly count: number;
  readonly of: number;
  readonly kind: 'at most' | 'at least';
  /** 0..1 */
  readonly bound: number;
}

/** A share beyond its bound that comes about by chance alone, at a truth on the bound, less often than this, is a fault. */
const BY_CHANCE = 0.005;

/** `holds`, `by chance` (beyond the bound, but no more than chance explains) or `broken`. */
export type BoundState = 'holds' | 'by chance' | 'broken';

/** Whether a share keeps its bound. Nothing counted holds. */
export function boundState({ count, of, kind, bound }: Bound): BoundState {
  if (of === 0) return 'holds';
  const isBeyond = kind === 'at most' ? count > bound * of : count < bound * of;
  if (!isBeyond) return 'holds';
  const chance = kind === 'at most' ? binomialSf(count - 1, of, bound) : binomialCdf(count, of, bound);
  return chance < BY_CHANCE ? 'broken' : 'by chance';
}
