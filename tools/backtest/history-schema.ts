import { z } from 'zod';

const key = z.string().min(1).max(100);
const share = z.number().gt(0).lt(1);
const count = z.int().min(0);
const metric = {
  key,
  kind: z.enum(['proportion', 'mean']),
  direction: z.enum(['increase', 'decrease']),
} as const;

/** Sufficient statistics of a metric in a variant: a proportion's events, or mean and variance (divisor n - 1). */
const arm = z.strictObject({
  n: count,
  events: count.optional(),
  mean: z.number().optional(),
  variance: z.number().min(0).optional(),
});

/** What was registered, or would have been. */
const plan = z.strictObject({
  control: key,
  /** Share of each variant; they add up to 1. */
  allocation: z.record(key, share),
  goal: z.strictObject({ ...metric, smallestLift: z.number().gt(0).max(5) }),
  /** Goals after the first. */
  otherGoals: z.array(z.strictObject(metric)).min(1).max(2).exactOptional(),
  guardrails: z
    .array(
      z.strictObject({ ...metric, margin: z.number().gt(0).max(1), sizedFor: z.boolean().default(true) }),
    )
    .default([]),
  secondary: z.array(z.strictObject(metric)).default([]),
  alpha: z.number().gt(0).max(0.2).default(0.05),
  /** Over all variants, at the end. */
  plannedUnits: z.int().min(1),
  plannedDays: z.int().min(1).max(365),
});

const look = z.strictObject({
  /** Whole days since the launch; what follows is cumulative. */
  day: z.int().min(1).max(365),
  units: z.record(key, count),
  metrics: z.record(key, z.record(key, arm)),
});

/** What people did, and on which day. */
const decision = z.strictObject({
  outcome: z.enum(['ship', 'kill', 'end-without-winner']),
  /** The treatment that was shipped. */
  variant: key.optional(),
  day: z.int().min(1).max(365),
  reason: z.string().max(500).optional(),
});

/** One past experiment: its plan, its looks in the order in which they were taken, and what people decided. */
export const pastExperimentSchema = z.strictObject({
  id: key,
  plan,
  looks: z.array(look).min(1),
  decision,
});

export type PastExperiment = z.output<typeof pastExperimentSchema>;
