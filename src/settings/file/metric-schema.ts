import { z } from 'zod';
import { userId } from './people-schema.ts';

/** Text that holds more than blanks, at most so many characters. */
export function filledText(longest: number) {
  return z
    .string()
    .max(longest)
    .refine((value) => value.trim() !== '', { error: 'must not be empty' });
}

/** A regular expression that both this program and RE2, which analytics platforms use, can read. */
export const regexText = filledText(500)
  .refine(compiles, { error: 'is no regular expression' })
  .refine((value) => !/\(\?<?[=!]|\\[1-9]/.test(value), {
    error: 'uses a look-ahead, a look-behind or a back-reference, which PostHog cannot search for',
  });

function compiles(value: string): boolean {
  try {
    return new RegExp(value, 'u') !== null;
  } catch {
    return false;
  }
}

const property = filledText(200);
const scalar = z.union([z.string(), z.number(), z.boolean()], {
  error: 'must be text, a number, true or false',
});

/** A rule on a property of an event, in the words of the domain. */
export const conditionSchema = z.discriminatedUnion('operator', [
  z.strictObject({ property, operator: z.literal('exact'), value: scalar }),
  z.strictObject({ property, operator: z.literal('is_not'), value: scalar }),
  z.strictObject({ property, operator: z.literal('gt'), value: z.number() }),
  z.strictObject({ property, operator: z.literal('lt'), value: z.number() }),
  z.strictObject({ property, operator: z.literal('icontains'), value: filledText(500) }),
  z.strictObject({ property, operator: z.literal('is_set') }),
]);

const where = z.array(conditionSchema).max(10).optional();
const days = z.int().min(0).max(90);
const measured = {
  event: filledText(200),
  aggregate: z.enum(['count', 'sum', 'unique']),
  property: property.optional(),
  where,
} as const;
const common = {
  name: filledText(75),
  description: filledText(75),
  direction: z.enum(['increase', 'decrease']),
  margin: z.number().gt(0).max(0.5).optional(),
  mustHold: z.boolean().optional(),
  worthHaving: z.number().gt(0).lt(1).optional(),
  owner: userId.optional(),
} as const;
const window = { windowDays: z.int().min(1).max(90), delayDays: days.optional() } as const;
const covariateDays = z.int().min(1).max(90).optional();
const cap = z
  .union(
    [z.strictObject({ value: z.number().gt(0) }), z.strictObject({ quantile: z.number().gt(0.5).lt(1) })],
    { error: 'must have either `value` (above 0) or `quantile` (above 0.5, below 1), and nothing else' },
  )
  .optional();

/** One metric as the file has it; `kind` decides which fields there are. */
export const metricSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('proportion'),
    ...common,
    event: filledText(200),
    atLeast: z.int().min(1).max(1_000).optional(),
    where,
    ...window,
    covariateDays,
  }),
  z.strictObject({ kind: z.literal('mean'), ...common, ...measured, ...window, cap, covariateDays }),
  z.strictObject({
    kind: z.literal('ratio'),
    ...common,
    numerator: z.strictObject(measured),
    denominator: z.strictObject(measured),
    ...window,
  }),
  z.strictObject({
    kind: z.literal('quantile'),
    ...common,
    event: filledText(200),
    property: filledText(200),
    quantile: z.number().min(0.01).max(0.99),
    where,
    windowDays: window.windowDays,
  }),
  z.strictObject({
    kind: z.literal('retention'),
    ...common,
    event: filledText(200),
    where,
    fromDay: days,
    untilDay: z.int().min(1).max(90),
  }),
]);

export type MetricEntry = z.output<typeof metricSchema>;
