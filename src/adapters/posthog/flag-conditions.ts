import { z } from 'zod';
import type { ReleaseCondition } from '#domain/launch/release-conditions.ts';
import { hashOf } from '#shared/canonical-json.ts';
import { harmlessWords, namedValues } from '#shared/condition-words.ts';
import { ownValue } from '#shared/own-value.ts';

/** By this text in its description the bot knows the condition that it made. */
const OWN_MARK = 'Experiment co-pilot';

const propertySchema = z.looseObject({
  key: z.union([z.string(), z.number()]).transform(String),
  type: z.string().nullish(),
  operator: z.string().nullish(),
  value: z.unknown(),
});

/** One of the `groups` of a flag. What is not known is kept, because a write replaces the whole. */
export const groupSchema = z.looseObject({
  properties: z.array(propertySchema).nullish(),
  rollout_percentage: z.number().nullish(),
  variant: z.string().nullish(),
  description: z.string().nullish(),
});

export type Group = z.infer<typeof groupSchema>;
type Property = z.infer<typeof propertySchema>;

/**
 * Index of the condition that the bot made, by its description; without one, the only condition that is open to every unit
 * and names no variant, as earlier versions of the bot made it. Null if there is none.
 */
export function ownIndex(groups: readonly Group[]): number | null {
  const marked = groups.findIndex(({ description }) => description === OWN_MARK);
  if (marked >= 0) return marked;
  const open = groups.flatMap((group, index) => (isOpen(group) ? [index] : []));
  return open.length === 1 ? (open[0] ?? null) : null;
}

function isOpen({ properties, variant, description }: Group): boolean {
  return (properties ?? []).length === 0 && !variant && !description;
}

/**
 * The conditions with the bot's own at this rollout, percent, and the others as they are. `plain`: without anything that others
 * put on the bot's own.
 */
export function withOwnRollout(groups: readonly Group[], rollout: number, plain: boolean): Group[] {
  const own = { properties: [], variant: null, description: OWN_MARK, rollout_percentage: rollout };
  const at = ownIndex(groups);
  if (at === null) return [...groups, own];
  const kept = plain ? own : { ...groups[at], description: OWN_MARK, rollout_percentage: rollout };
  return groups.map((group, index) => (index === at ? kept : group));
}

/** The conditions in our words. No rollout percentage means all units. */
export function toConditions(groups: readonly Group[]): readonly ReleaseCondition[] {
  const own = ownIndex(groups);
  return groups.map((group, index) => ({
    own: index === own,
    restrictedTo: (group.properties ?? []).map((property) => harmlessWords(wordsOf(property))),
    rollout: (group.rollout_percentage ?? 100) / 100,
    variant: group.variant || null,
    mark: hashOf(group).slice(0, 12),
  }));
}

const OPERATORS: Readonly<Record<string, string>> = {
  exact: 'is',
  is_not: 'is not',
  icontains: 'contains',
  not_icontains: 'does not contain',
  regex: 'matches',
  not_regex: 'does not match',
  gt: 'is more than',
  gte: 'is at least',
  lt: 'is less than',
  lte: 'is at most',
  is_date_before: 'is before',
  is_date_after: 'is after',
};

function wordsOf({ key, type, operator, value }: Property): string {
  if (type === 'cohort') return `is in cohort ${textOf(value)}`;
  if (operator === 'is_set') return `${key} is set`;
  if (operator === 'is_not_set') return `${key} is not set`;
  const subject = type === 'flag' ? `flag ${key}` : key;
  return `${subject} ${ownValue(OPERATORS, operator ?? 'exact') ?? operator} ${textOf(value)}`;
}

function textOf(value: unknown): string {
  return namedValues(Array.isArray(value) ? value : [value]);
}
