import { createHash } from 'node:crypto';
import type { StoredFilters, StoredFlag, StoredGroup } from './state.ts';

/** What is known of a person, by the name of the property. */
export type PersonProperties = Readonly<Record<string, unknown>>;

/** The variant that a person gets, and the condition that decided; null if none lets them in. */
export interface Match {
  readonly variant: string | null;
  readonly condition: number;
}

/** The first condition that matches decides; those with a variant override go before all others. */
export function matchOf(flag: StoredFlag, distinctId: string, person: PersonProperties): Match | null {
  const { filters } = flag;
  const found = inTurn(filters).find(
    ({ group }) => holds(group, person) && hash(flag.key, distinctId, '') < shareOf(group),
  );
  if (found === undefined) return null;
  const { group, condition } = found;
  return { condition, variant: overrideOf(filters, group) ?? variantOf(flag, distinctId) };
}

/** Share of the units without properties that get each variant, and of those that are let in at all; 0..1. */
export function openShares(filters: StoredFilters): {
  readonly rollout: number;
  readonly variants: Readonly<Record<string, number>>;
} {
  const variants = filters.multivariate?.variants ?? [];
  const shares = Object.fromEntries(variants.map(({ key }) => [key, 0]));
  let rollout = 0;
  for (const { group } of inTurn(filters)) {
    const more = shareOf(group) - rollout;
    if ((group.properties ?? []).length > 0 || more <= 0) continue;
    rollout += more;
    const forced = overrideOf(filters, group);
    for (const { key, rollout_percentage: share } of variants) {
      const part = forced === null ? (share / 100) * more : key === forced ? more : 0;
      shares[key] = (shares[key] ?? 0) + part;
    }
  }
  return { rollout, variants: shares };
}

function inTurn({ groups }: StoredFilters) {
  const all = groups.map((group, condition) => ({ group, condition }));
  return all.toSorted(({ group: left }, { group: right }) => Number(!left.variant) - Number(!right.variant));
}

function overrideOf({ multivariate }: StoredFilters, { variant }: StoredGroup): string | null {
  const isKnown = (multivariate?.variants ?? []).some(({ key }) => key === variant);
  return isKnown ? (variant ?? null) : null;
}

function shareOf({ rollout_percentage: share }: StoredGroup): number {
  return (share ?? 100) / 100;
}

function holds({ properties }: StoredGroup, person: PersonProperties): boolean {
  return (properties ?? []).every(({ key, operator, value }) => compare(operator, person[key], value));
}

function compare(operator: string | null | undefined, found: unknown, value: unknown): boolean {
  const values = (Array.isArray(value) ? value : [value]).map(String);
  const text = found === undefined || found === null ? null : String(found);
  switch (operator ?? 'exact') {
    case 'exact':
      return text !== null && values.includes(text);
    case 'is_not':
      return text === null || !values.includes(text);
    case 'icontains':
      return text?.toLowerCase().includes(String(value).toLowerCase()) ?? false;
    case 'not_icontains':
      return !(text?.toLowerCase().includes(String(value).toLowerCase()) ?? false);
    case 'is_set':
      return text !== null;
    case 'is_not_set':
      return text === null;
    default:
      return false;
  }
}

function variantOf(flag: StoredFlag, distinctId: string): string | null {
  const position = hash(flag.key, distinctId, 'variant');
  let upTo = 0;
  for (const variant of flag.filters.multivariate?.variants ?? []) {
    upTo += variant.rollout_percentage / 100;
    if (position < upTo) return variant.key;
  }
  return null;
}

/** 0 to 1, from the first 60 bits of SHA-1, as PostHog does it. */
function hash(key: string, distinctId: string, salt: string): number {
  const digest = createHash('sha1').update(`${key}.${distinctId}${salt}`).digest('hex');
  return Number.parseInt(digest.slice(0, 15), 16) / (2 ** 60 - 1);
}
