import type { SandboxPostHog } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';
import type { StoredFlag, StoredGroup } from '#sandbox/stand-ins/posthog/state.ts';
import type { Journey } from './journey.ts';

/** The flag of an experiment as PostHog keeps it. Throws if it never was there. */
export function flagAt({ running }: Journey, key: string): StoredFlag {
  const flag = running.sandbox.posthog.flags().findLast((one) => one.key === key);
  if (flag === undefined) throw new Error(`PostHog never had a flag ${key}`);
  return flag;
}

/** What the units of a journey's flag meet: `gone`, `off`, or the percentage of the units and of each variant. */
export function unitsMeet(journey: Journey, key: string): string {
  const { active, deleted, filters } = flagAt(journey, key);
  if (deleted) return 'gone';
  if (!active) return 'off';
  const own = filters.groups.find((group) => group['description'] === 'Experiment co-pilot');
  const split = (filters.multivariate?.variants ?? []).map(({ rollout_percentage: share }) => share);
  return `${own?.rollout_percentage ?? 0} % by ${split.join('/')}`;
}

/** Changes a flag as a person in PostHog would. */
export function byHand(
  journey: Journey,
  key: string,
  change: Parameters<SandboxPostHog['editFlag']>[1],
): void {
  journey.running.sandbox.posthog.editFlag(key, change);
}

/** Puts these conditions in front of the others, by hand. */
export function addConditions(journey: Journey, key: string, ...conditions: readonly StoredGroup[]): void {
  const { filters } = flagAt(journey, key);
  byHand(journey, key, { filters: { ...filters, groups: [...conditions, ...filters.groups] } });
}

/** Gives the variants these percentages, by hand. */
export function splitByHand(journey: Journey, key: string, ...percentages: readonly number[]): void {
  const { filters } = flagAt(journey, key);
  const variants = (filters.multivariate?.variants ?? []).map((variant, index) => {
    return { ...variant, rollout_percentage: percentages[index] ?? 0 };
  });
  byHand(journey, key, { filters: { ...filters, multivariate: { ...filters.multivariate, variants } } });
}

/** Staff who are forced to see one variant. */
export const STAFF: StoredGroup = {
  properties: [{ key: 'email', type: 'person', operator: 'icontains', value: '@example.com' }],
  rollout_percentage: 100,
  variant: 'control',
};
