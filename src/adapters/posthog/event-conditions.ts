import { z } from 'zod';
import type { Condition } from '#domain/metric.ts';
import { ok, type Result, refused } from '#shared/result.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** A filter on a property as PostHog stores it. */
export const propertyFilterSchema = z.looseObject({
  key: z.string(),
  type: z.string().nullish(),
  operator: z.string().nullish(),
  value: z.union([scalar, z.array(scalar), z.null()]).optional(),
});

type PropertyFilter = z.infer<typeof propertyFilterSchema>;

/** The same filters in the words of the domain; refused, with a sentence, if one of them says something else. */
export function eventConditions(filters: readonly PropertyFilter[]): Result<readonly Condition[], string> {
  const conditions: Condition[] = [];
  for (const filter of filters) {
    const condition = conditionOf(filter);
    if (condition.kind === 'refused') return condition;
    conditions.push(condition.value);
  }
  return ok(conditions);
}

function conditionOf({ key: property, type, operator, value }: PropertyFilter): Result<Condition, string> {
  if (type !== undefined && type !== null && type !== 'event')
    return refused(
      `It filters on "${property}", which belongs to a ${type}. Metrics filter on properties of events.`,
    );
  const name = operator ?? 'exact';
  if (name === 'is_set') return ok({ property, operator: 'is_set' });
  const single = Array.isArray(value) ? (value.length === 1 ? value[0] : undefined) : (value ?? undefined);
  if (single === undefined) return refused(`Its filter on "${property}" does not name exactly one value.`);
  switch (name) {
    case 'exact':
    case 'is_not':
      return ok({ property, operator: name, value: single });
    case 'icontains':
      return ok({ property, operator: 'icontains', value: String(single) });
    case 'gt':
    case 'lt': {
      const number = Number(single);
      if (Number.isFinite(number)) return ok({ property, operator: name, value: number });
      return refused(`Its filter on "${property}" compares with "${String(single)}", which is no number.`);
    }
    default:
      return refused(`It filters on "${property}" by "${name}", which metrics cannot.`);
  }
}
