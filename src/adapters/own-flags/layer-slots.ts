import { bucketOf } from '#evaluation/bucket-of.ts';
import { type LayerShare, WHOLE } from '#evaluation/flag-document.ts';
import type { KeptFlag } from './kept-flag.ts';

type Slots = LayerShare['slots'];

/** Key of the layer of a surface. */
export function layerKeyOf(surface: string): string {
  return `layer/${surface}`;
}

/**
 * Slots of a layer for a flag that needs `width` basis points: those that it has, in their order, and then what others leave. Buckets of a
 * flag that is off are taken last. It begins at a bucket of its own, so that the first units of all experiments are not the same ones. Null if
 * flags that are on leave too little.
 */
export function slotsFor(flag: KeptFlag, width: number, others: readonly KeptFlag[]): Slots | null {
  const own = flag.layer?.slots ?? [];
  const missing = width - own.reduce((sum, [from, to]) => sum + to - from, 0);
  if (missing <= 0) return own;
  const owner = new Uint8Array(WHOLE);
  for (const other of others.toSorted((a, b) => Number(a.active) - Number(b.active)))
    for (const [from, to] of other.layer?.slots ?? []) owner.fill(other.active ? TAKEN : ASLEEP, from, to);
  for (const [from, to] of own) owner.fill(TAKEN, from, to);
  const start = bucketOf('layer-start', flag.key);
  const inTurn = Array.from({ length: WHOLE }, (_, index) => (start + index) % WHOLE);
  const chosen = [FREE, ASLEEP]
    .flatMap((state) => inTurn.filter((bucket) => owner[bucket] === state))
    .slice(0, missing);
  return chosen.length < missing ? null : [...own, ...rangesOf(chosen)];
}

const FREE = 0;
const ASLEEP = 1;
const TAKEN = 2;

/** Buckets as half-open ranges, in their order. */
function rangesOf(buckets: readonly number[]): Slots {
  const ranges: [number, number][] = [];
  for (const bucket of buckets) {
    const last = ranges.at(-1);
    if (last?.[1] === bucket) last[1] = bucket + 1;
    else ranges.push([bucket, bucket + 1]);
  }
  return ranges;
}

/** A flag that is off without the buckets that another one took. */
export function withoutSlots(flag: KeptFlag, taken: Slots): KeptFlag {
  const { layer } = flag;
  const isHit = layer?.slots.some(([from, to]) => taken.some(([start, end]) => from < end && start < to));
  // Half of its places would be worth nothing: its units move anyway when it goes on again.
  return layer !== null && isHit === true ? { ...flag, layer: { ...layer, slots: [] } } : flag;
}
