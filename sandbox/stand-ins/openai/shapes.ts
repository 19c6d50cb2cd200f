import { z } from 'zod';

/** What the scripts read of a request. */
export const RequestShape = z.object({
  idea: z.string(),
  goalMetric: z.string(),
  otherGoals: z.array(z.string()).default([]),
  guardrailMetrics: z.array(z.string()),
  smallestLift: z.number(),
  split: z.array(z.number()),
  surface: z.string(),
  risk: z.enum(['low', 'medium', 'high']),
});

export const MetricShape = z.object({
  key: z.string(),
  name: z.string(),
  description: z.string(),
  desiredDirection: z.enum(['increase', 'decrease']),
});

/** What the scripts read of a plan. */
export const PlanShape = z.object({
  title: z.string(),
  hypothesis: z.string(),
  flagKey: z.string(),
  request: RequestShape,
  goal: MetricShape,
  guardrails: z.array(z.object({ metric: MetricShape })),
  variants: z.array(
    z.object({ key: z.string(), role: z.enum(['control', 'treatment']), description: z.string() }),
  ),
});

export type PlanSeen = z.infer<typeof PlanShape>;
export type RequestSeen = z.infer<typeof RequestShape>;
