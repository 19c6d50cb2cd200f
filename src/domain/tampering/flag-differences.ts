import {
  conditionsOf,
  otherConditions,
  type ReleaseCondition,
  type Released,
} from '#domain/launch/release-conditions.ts';
import type { FlagRecord } from '#domain/launch/state.ts';
import { canonicalJson } from '#shared/canonical-json.ts';

/** One thing in which a flag is not as it was. */
export type FlagDifference =
  | { readonly what: 'gone' }
  | { readonly what: 'made-anew' }
  | { readonly what: 'switched'; readonly on: boolean }
  | { readonly what: 'rollout'; readonly before: number; readonly after: number }
  | {
      readonly what: 'allocation';
      readonly before: Readonly<Record<string, number>>;
      readonly after: Readonly<Record<string, number>>;
    }
  | { readonly what: 'own-condition'; readonly condition: ReleaseCondition | null }
  | { readonly what: 'condition-added'; readonly condition: ReleaseCondition }
  | { readonly what: 'condition-removed'; readonly condition: ReleaseCondition }
  | { readonly what: 'order' }
  /** Another version, and all that the bot reads is the same: another field, or changed and changed back. */
  | { readonly what: 'version' };

/** A record of a flag, or a flag as it is read. */
type Flag = Pick<FlagRecord, 'version' | 'active'> & Released;

/** In what a flag differs from how it was known; empty if in nothing. Null stands for no flag. */
export function flagDifferences(before: Flag | null, after: Flag | null): readonly FlagDifference[] {
  if (before === null || after === null) {
    if (before === after) return [];
    return [after === null ? { what: 'gone' } : { what: 'made-anew' }];
  }
  const found: readonly FlagDifference[] = [
    ...(before.active === after.active ? [] : [{ what: 'switched', on: after.active } as const]),
    ...releaseDifferences(before, after),
  ];
  return found.length === 0 && before.version !== after.version ? [{ what: 'version' }] : found;
}

/** The differences in who gets what while the flag is on. */
export function releaseDifferences(before: Released, after: Released): readonly FlagDifference[] {
  const found: FlagDifference[] = [];
  if (before.rollout !== after.rollout)
    found.push({ what: 'rollout', before: before.rollout, after: after.rollout });
  if (canonicalJson(before.allocation) !== canonicalJson(after.allocation))
    found.push({ what: 'allocation', before: before.allocation, after: after.allocation });
  // A record from before conditions were kept says nothing of them.
  return before.conditions === undefined || after.conditions === undefined
    ? found
    : [...found, ...ownDifference(before, after), ...otherDifferences(before, after)];
}

/** The differences in conditions that the bot did not make, and so cannot bring back. */
export function otherDifferences(before: Released, after: Released): readonly FlagDifference[] {
  const known = otherConditions(before);
  const now = otherConditions(after);
  const isIn = (all: readonly ReleaseCondition[]) => (one: ReleaseCondition) =>
    all.some(({ mark }) => mark === one.mark);
  const removed = known.filter((one) => !isIn(now)(one));
  const added = now.filter((one) => !isIn(known)(one));
  const changes: readonly FlagDifference[] = [
    ...removed.map((condition) => ({ what: 'condition-removed', condition }) as const),
    ...added.map((condition) => ({ what: 'condition-added', condition }) as const),
  ];
  // A bot's condition that is gone is told by itself.
  const isWhole = [before, after].every((flag) => conditionsOf(flag).some(({ own }) => own));
  if (changes.length > 0 || !isWhole || orderOf(before) === orderOf(after)) return changes;
  return [{ what: 'order' }];
}

function ownDifference(before: Released, after: Released): readonly FlagDifference[] {
  const own = (flag: Released) => conditionsOf(flag).find((condition) => condition.own) ?? null;
  const shape = (condition: ReleaseCondition | null) =>
    canonicalJson(condition && [condition.restrictedTo, condition.variant]);
  const condition = own(after);
  return shape(own(before)) === shape(condition) ? [] : [{ what: 'own-condition', condition }];
}

function orderOf(flag: Released): string {
  return conditionsOf(flag)
    .map(({ own, mark }) => (own ? 'own' : mark))
    .join();
}

/** Whether units got other variants than before, or others got in: then data from before and after must not be pooled. */
export function disturbsUnits(differences: readonly FlagDifference[]): boolean {
  return differences.some(({ what }) => !['gone', 'made-anew', 'switched', 'version'].includes(what));
}
