import type { Flag, FlagDocument } from '#evaluation/flag-document.ts';
import { basisPoints } from '#evaluation/shares.ts';

/** A flag that is on for every unit, half and half, with what is given changed. */
export function flagOf(key: string, changed: Partial<Flag> = {}): Flag {
  return {
    ...{ key, name: `Experiment ${key}`, revision: 1, active: true, control: 'control' },
    variants: [
      { key: 'control', value: 'control' },
      { key: 'treatment', value: 'treatment' },
    ],
    ...{ rollout: 10_000, split: basisPoints([0.5, 0.5]), cohorts: [], rules: [], layer: null },
    ...changed,
  };
}

/** A document of these flags. */
export function documentOf(flags: readonly Flag[], changed: Partial<FlagDocument> = {}): FlagDocument {
  return { format: 1, revision: 1, flags, holdouts: [], ...changed };
}

/** `count` units with ids. */
export function unitsOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `user-${index}`);
}
