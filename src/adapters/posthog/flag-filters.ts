import { z } from 'zod';
import { heldKey } from '#domain/launch/held-variants.ts';
import type { FlagSetting, FlagState } from '#ports/flags.ts';
import { hashOf } from '#shared/canonical-json.ts';
import { ownValue } from '#shared/own-value.ts';
import { groupSchema, toConditions, withOwnRollout } from './flag-conditions.ts';

const variantSchema = z.looseObject({ key: z.string(), rollout_percentage: z.number() });

/** `filters` of a PostHog flag. What we do not know is kept, because a PATCH replaces the whole. */
export const filtersSchema = z.looseObject({
  groups: z.array(groupSchema).default([]),
  multivariate: z.looseObject({ variants: z.array(variantSchema) }).nullish(),
});

export type Filters = z.infer<typeof filtersSchema>;

/** A flag as PostHog answers it. */
export const flagSchema = z.object({
  id: z.number().int(),
  key: z.string(),
  name: z.string().nullish(),
  active: z.boolean(),
  deleted: z.boolean().nullish(),
  version: z.number().nullish(),
  filters: filtersSchema,
});

export type PostHogFlag = z.infer<typeof flagSchema>;

/**
 * Percentages in hundredths, the finest that PostHog's own form can express, by largest remainder:
 * as whole hundredths they sum to exactly 10,000. Shares must sum to 1.
 */
export function percentagesOf(
  allocation: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const shares = Object.entries(allocation).map(([key, share]) => {
    const exact = share * 10_000;
    // A share such as 0.29 is 2899.9999999999995 hundredths in floating point.
    const whole = Math.floor(exact + 1e-6);
    return { key, whole, remainder: exact - whole };
  });
  let missing = 10_000 - shares.reduce((sum, share) => sum + share.whole, 0);
  for (const share of [...shares].sort((a, b) => b.remainder - a.remainder)) {
    if (missing <= 0) break;
    share.whole += 1;
    missing -= 1;
  }
  return Object.fromEntries(shares.map((share) => [share.key, share.whole / 100]));
}

/**
 * The filters brought to a setting: rollout of the bot's own condition and the variants' shares. Everything else that
 * stands there stays, and so does the variants' order, on which the assignment of units depends. `plain`: the bot's own
 * condition as it was made.
 */
export function withSetting(filters: Filters, setting: FlagSetting, plain = false): Filters {
  const percentages = percentagesOf(setting.allocation);
  const known = filters.multivariate?.variants ?? [];
  const added = Object.entries(percentages)
    .filter(([key]) => !known.some((variant) => variant.key === key))
    .map(([key, rollout_percentage]) => ({ key, rollout_percentage }));
  // A dropped variant's units are held right behind it: anywhere else they would push other units into other variants.
  const heldBy = (variant: string) => added.filter(({ key }) => key === heldKey(variant));
  const kept = known.flatMap((variant) => [
    { ...variant, rollout_percentage: ownValue(percentages, variant.key) ?? 0 },
    ...heldBy(variant.key),
  ]);
  const others = added.filter((one) => !kept.includes(one));
  const rollout = Math.round(setting.rollout * 10_000) / 100;
  return {
    ...filters,
    groups: withOwnRollout(filters.groups, rollout, plain),
    multivariate: { ...filters.multivariate, variants: [...kept, ...others] },
  };
}

/** A flag in our words. */
export function toFlagState(flag: PostHogFlag, url: string): FlagState {
  const variants = flag.filters.multivariate?.variants ?? [];
  const conditions = toConditions(flag.filters.groups);
  return {
    key: flag.key,
    name: flag.name ?? '',
    active: flag.active,
    rollout: conditions.find(({ own }) => own)?.rollout ?? 0,
    allocation: Object.fromEntries(
      variants.map((variant) => [variant.key, variant.rollout_percentage / 100]),
    ),
    conditions,
    version:
      flag.version == null
        ? hashOf({ active: flag.active, filters: flag.filters }).slice(0, 16)
        : String(flag.version),
    url,
  };
}
