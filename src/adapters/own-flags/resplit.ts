import { type Cohort, type FlagVariant, WHOLE } from '#evaluation/flag-document.ts';
import { basisPoints } from '#evaluation/shares.ts';
import { ownValue } from '#shared/own-value.ts';
import type { KeptFlag } from './kept-flag.ts';

/** What says which unit gets which variant. */
export type Splits = Pick<KeptFlag, 'variants' | 'split' | 'cohorts'>;

/**
 * The splits with further variants. The key under which a dropped variant's units are held goes right behind that variant and takes over
 * its share in every cohort: anywhere else it would push other units into other variants. Code that gets it gets what the control gets.
 */
export function withVariants(
  { variants, split, cohorts }: Splits,
  allocation: Readonly<Record<string, number>>,
  { control, isHeldFor }: { readonly control: string; readonly isHeldFor: (key: string) => string },
): Splits {
  const known = new Set(variants.map(({ key }) => key));
  const controlValue = variants.find(({ key }) => key === control)?.value ?? control;
  const added = Object.keys(allocation).filter((key) => !known.has(key));
  const places = variants.flatMap((variant, from): Place[] => {
    const held = isHeldFor(variant.key);
    const isHeld = allocation[held] !== undefined && (ownValue(allocation, variant.key) ?? 0) === 0;
    const own = { variant, from: isHeld && added.includes(held) ? null : from };
    return added.includes(held)
      ? [own, { variant: { key: held, value: controlValue }, from: isHeld ? from : null }]
      : [own];
  });
  const others = added.filter((key) => !places.some(({ variant }) => variant.key === key));
  const all = [...places, ...others.map((key): Place => ({ variant: { key, value: key }, from: null }))];
  const moved = (shares: readonly number[]) =>
    all.map(({ from }) => (from === null ? 0 : (shares[from] ?? 0)));
  return {
    variants: all.map(({ variant }) => variant),
    split: moved(split),
    cohorts: cohorts.map((cohort) => ({ ...cohort, split: moved(cohort.split) })),
  };
}

interface Place {
  readonly variant: FlagVariant;
  /** Index of the share that it takes over; null for none. */
  readonly from: number | null;
}

/** The splits with another one for units that come; those up to `reached` keep what they have. */
export function withNextSplit(splits: Splits, next: readonly number[], reached: number): Splits {
  const { cohorts, split } = splits;
  const before = cohorts.filter(({ upTo }) => upTo < reached);
  const last = cohorts.find(({ upTo }) => upTo >= reached);
  const all: readonly Cohort[] = reached === 0 ? [] : [...before, last ?? { upTo: reached, split }];
  // Neighbours with one split are one cohort, and the last is none if it has the split of those that come.
  const merged = all.filter((cohort, index) => !isSame(cohort.split, all[index + 1]?.split ?? next));
  return { ...splits, split: next, cohorts: merged };
}

/** What the units that are let in get together, in basis points. */
export function effectiveSplit({
  split,
  cohorts,
  rollout,
}: Splits & { readonly rollout: number }): readonly number[] {
  if (rollout === 0 || cohorts.length === 0) return split;
  const steps = [...cohorts, { upTo: WHOLE, split }];
  const sums = split.map(() => 0);
  let from = 0;
  for (const { upTo, split: shares } of steps) {
    const width = Math.max(0, Math.min(upTo, rollout) - from);
    from = Math.max(from, Math.min(upTo, rollout));
    for (const [index, share] of shares.entries()) sums[index] = (sums[index] ?? 0) + share * width;
  }
  return basisPoints(sums);
}

/** Whether two splits give the same to every variant. */
export function isSame(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((share, index) => share === right[index]);
}
