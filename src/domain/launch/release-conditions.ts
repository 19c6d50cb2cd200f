import { percent } from '#domain/figures.ts';

/** One rule of a flag: to whom it gives the flag, and which variant. The first one that matches a unit decides. */
export interface ReleaseCondition {
  /** Made by the bot, which changes no other. */
  readonly own: boolean;
  /** What a unit must be, each in words; empty if the condition is open to every unit. Holds no address of a person. */
  readonly restrictedTo: readonly string[];
  /** Share of the units that it matches, 0..1. */
  readonly rollout: number;
  /** The variant that its units get; null if the split of the flag decides. */
  readonly variant: string | null;
  /** Changes with every change of the condition, also one that its words do not show. */
  readonly mark: string;
}

/** What of a flag decides which unit gets what. Allocations sum to 1. */
export interface Released {
  readonly allocation: Readonly<Record<string, number>>;
  /** In order; left out by records from before this was kept, whose one condition is open to `rollout` of the units. */
  readonly conditions?: readonly ReleaseCondition[];
  readonly rollout: number;
}

/** What the conditions give together. */
export interface EffectiveRollout {
  /** Share of all units that get each variant, 0..1, of those that no restricted condition decides on. */
  readonly shares: Readonly<Record<string, number>>;
  /** Share of all units that get any variant, 0..1: the sum of the shares. */
  readonly total: number;
  /** Conditions that decide for some units only, so that no share can be told for those. */
  readonly restricted: readonly ReleaseCondition[];
}

/** A condition in words: `email contains "@acme.com": 100 % get control`. Plain text. */
export function conditionWords({ restrictedTo, rollout, variant }: ReleaseCondition): string {
  const whom = restrictedTo.length === 0 ? 'all units' : restrictedTo.join(' and ');
  return `${whom}: ${percent(rollout)} get ${variant ?? 'a variant by the split'}`;
}

/** The conditions of a flag, in order. */
export function conditionsOf({ conditions, rollout }: Released): readonly ReleaseCondition[] {
  return conditions ?? [{ own: true, restrictedTo: [], rollout, variant: null, mark: '' }];
}

/** The conditions that the bot did not make, in order. */
export function otherConditions(flag: Released): readonly ReleaseCondition[] {
  return conditionsOf(flag).filter(({ own }) => !own);
}

/**
 * The share of the units that gets each variant. A unit keeps its place from 0 to 1 in every condition, so a condition adds
 * only those above the shares before it. Conditions that name a variant go before those that do not, then by order.
 */
export function effectiveRollout(flag: Released): EffectiveRollout {
  const all = conditionsOf(flag);
  const inTurn = [
    ...all.filter(({ variant }) => variant !== null),
    ...all.filter(({ variant }) => variant === null),
  ];
  const shares = Object.fromEntries(Object.keys(flag.allocation).map((key) => [key, 0]));
  let reached = 0;
  for (const { restrictedTo, rollout, variant } of inTurn) {
    if (restrictedTo.length > 0 || rollout <= reached) continue;
    const part = rollout - reached;
    reached = rollout;
    const split = variant !== null && Object.hasOwn(shares, variant) ? { [variant]: 1 } : flag.allocation;
    for (const [key, share] of Object.entries(split)) shares[key] = (shares[key] ?? 0) + share * part;
  }
  const total = Object.values(shares).reduce((sum, share) => sum + share, 0);
  return { shares, total, restricted: all.filter(({ restrictedTo }) => restrictedTo.length > 0) };
}

/** The conditions of others with which a split is not what it is said to be; one that names a variant for some units is told instead. */
export function againstSplit(flag: Released): readonly ReleaseCondition[] {
  return conditionsOf(flag).filter(({ own, restrictedTo, variant }) =>
    own ? restrictedTo.length > 0 || variant !== null : restrictedTo.length === 0 || variant === null,
  );
}

/** The conditions with which a variant does not go to every unit. */
export function againstShipping(flag: Released, shipped: string): readonly ReleaseCondition[] {
  return conditionsOf(flag).filter(({ own, restrictedTo, variant }) =>
    own
      ? restrictedTo.length > 0 || (variant !== null && variant !== shipped)
      : variant !== null && variant !== shipped,
  );
}
