import type { WireAnswer } from '#sandbox/stand-ins/http/messages.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { problem } from './answers.ts';
import type { FlagRules, PolicyAction, StoredFilters, StoredFlag } from './state.ts';

/** What a change of a flag asks for; what is left out stays. */
export interface FlagChange {
  readonly active?: boolean | undefined;
  readonly deleted?: boolean | undefined;
  readonly filters?: StoredFilters | undefined;
}

/** Why PostHog refuses these filters; null if it takes them. A write is judged whole, also by conditions that it did not change. */
export function refuseFilters(filters: StoredFilters): WireAnswer | null {
  const variants = filters.multivariate?.variants ?? [];
  const keys = variants.map(({ key }) => key);
  if (new Set(keys).size < keys.length) return invalid('Variant keys must be unique.');
  const sum = variants.reduce((total, variant) => total + variant.rollout_percentage, 0);
  if (variants.length > 0 && Math.abs(sum - 100) > 1e-9) {
    return invalid('Invalid variant definitions: Variant rollout percentages must sum to 100.');
  }
  for (const { rollout_percentage: share, properties } of filters.groups) {
    if (share != null && (share < 0 || share > 100)) return invalid('Invalid rollout percentage.');
    if ((properties ?? []).some(({ type }) => type === undefined)) {
      return invalid('Filters are not valid: every property of a release condition needs a type.');
    }
  }
  return null;
}

function invalid(detail: string): WireAnswer {
  return problem(400, 'invalid_input', detail, { attr: 'filters' });
}

/** The policies that watch over a change. */
export function policiesOn(
  { approval }: FlagRules,
  flag: StoredFlag,
  change: FlagChange,
): readonly PolicyAction[] {
  const asked: PolicyAction[] = [];
  if (change.active !== undefined && change.active !== flag.active)
    asked.push(change.active ? 'enable' : 'disable');
  if (change.filters !== undefined && canonicalJson(change.filters) !== canonicalJson(flag.filters))
    asked.push('update');
  return asked.filter((action) => approval.includes(action));
}

/** PostHog refuses a stale write only if another writer changed one of the same fields. */
export function conflicts(
  flag: StoredFlag,
  change: FlagChange,
  base: { readonly version?: number | undefined; readonly original?: Readonly<Record<string, unknown>> },
): boolean {
  if (base.version === undefined || base.version === flag.version) return false;
  const original = base.original ?? {};
  return (['active', 'filters'] as const).some((field) => {
    const wanted = change[field];
    if (wanted === undefined || !(field in original)) return false;
    const before = canonicalJson(original[field]);
    return canonicalJson(wanted) !== before && canonicalJson(flag[field]) !== before;
  });
}
