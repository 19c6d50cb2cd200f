import type { AttributeTest } from './targeting.ts';

/** Of 10,000 equal parts of all units, called basis points. */
export const WHOLE = 10_000;

/** What JSON can hold. Said here again, because applications take this folder as it is. */
export type FlagValue =
  | null
  | boolean
  | number
  | string
  | readonly FlagValue[]
  | { readonly [name: string]: FlagValue };

/** A variant and what code gets with it: its own key, or a configuration. */
export interface FlagVariant {
  readonly key: string;
  readonly value: FlagValue;
}

/** Units that were let in while another split held; they keep their variants. */
export interface Cohort {
  /** Places below this, and not below that of the cohort before it, in basis points. */
  readonly upTo: number;
  /** Basis points of each variant, in the order of the variants; sums to 10,000. */
  readonly split: readonly number[];
}

/** A rule that goes before the rollout: which units, how many of them, and what they get. */
export interface Rule {
  /** A unit must pass all of them; an empty list takes every unit. */
  readonly when: readonly AttributeTest[];
  /** Basis points of the units that pass. */
  readonly rollout: number;
  /** Key of the variant they get; null if the split decides. */
  readonly variant: string | null;
}

/** The part of a layer that belongs to one flag: half-open ranges of the layer's buckets, in the order in which they were taken. */
export interface LayerShare {
  /** `layer/<surface>`. */
  readonly key: string;
  readonly slots: readonly (readonly [number, number])[];
}

/** A flag. Everything that decides what a unit gets is in it. */
export interface Flag {
  readonly key: string;
  readonly name: string;
  /**
   * Changes with every change of the flag, and never comes again. It stays with a configuration that no unit has met, and if another flag
   * takes the slots of one that is off.
   */
  readonly revision: number;
  readonly active: boolean;
  /** Key of the variant that means no change; exactly one of the variants. */
  readonly control: string;
  readonly variants: readonly FlagVariant[];
  /** Basis points of the units that are let in. */
  readonly rollout: number;
  /** As in `Cohort`; of units that are let in and belong to no cohort. */
  readonly split: readonly number[];
  /** By `upTo`, rising. */
  readonly cohorts: readonly Cohort[];
  readonly rules: readonly Rule[];
  /** Null if the flag shares its units with others. */
  readonly layer: LayerShare | null;
}

/** Units that no experiment takes. */
export interface Holdout {
  /** `holdout/<name>`. */
  readonly key: string;
  /** Basis points of all units. */
  readonly share: number;
}

/** Another key by which a flag is asked: units get what they get of the flag. */
export interface FlagAlias {
  readonly key: string;
  /** Key of the flag. */
  readonly flag: string;
}

/** All flags, as evaluators get them. */
export interface FlagDocument {
  /** Of the form of the document; an evaluator takes only the one that it knows. */
  readonly format: 1;
  /** Rises with every change. */
  readonly revision: number;
  readonly flags: readonly Flag[];
  readonly holdouts: readonly Holdout[];
  /** They go before a flag of the same key; a server from before there were any leaves them out. */
  readonly aliases?: readonly FlagAlias[];
}

/** No flags yet. */
export const EMPTY_DOCUMENT: FlagDocument = { format: 1, revision: 0, flags: [], holdouts: [] };
