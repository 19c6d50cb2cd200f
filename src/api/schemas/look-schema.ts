import { z } from 'zod';
import { Moment, NextLook } from './common-schemas.ts';

const Interval = z.strictObject({ lower: z.number(), upper: z.number() }).nullable();
const Units = z.record(z.string(), z.number());

/** One treatment against control on one metric. */
export const ComparisonSchema = z
  .strictObject({
    metric: z.string(),
    role: z.enum(['goal', 'guardrail', 'secondary']),
    variant: z.string(),
    controlUnits: z.number(),
    treatmentUnits: z.number(),
    controlMean: z.number(),
    treatmentMean: z.number(),
    lift: z.number().nullable(),
    liftInterval: Interval,
    adjustedPValue: z.number().nullable(),
    verdict: z.enum(['better', 'worse', 'unproven', 'non-inferior', 'inferior']),
    words: z.string().meta({ description: 'What it proves', example: 'no difference proven' }),
  })
  .meta({ id: 'Comparison' });

const HealthSchema = z
  .strictObject({
    state: z.enum(['healthy', 'unhealthy', 'not-enough-traffic']),
    checks: z.array(
      z.strictObject({
        key: z.string(),
        state: z.enum(['met', 'not-met', 'unknown']),
        figures: z.record(z.string(), z.number()),
      }),
    ),
  })
  .meta({ id: 'Health' });

/** Units and health of a reading, which show at any time. */
export const ReadingSchema = z
  .strictObject({
    at: Moment,
    from: Moment,
    until: Moment,
    units: Units,
    share: z.number().min(0).meta({ description: 'The share of the planned units that it saw' }),
    health: HealthSchema,
    harmed: z
      .array(z.strictObject({ variant: z.string(), metric: z.string(), byBot: z.boolean() }))
      .meta({ description: 'Treatments that are out of the race' }),
    cost: z.strictObject({ bytes: z.number().nullable(), seconds: z.number() }).nullable().meta({
      description:
        'What reading it cost; bytes are null if the source does not tell them, and the whole is null if it says nothing',
    }),
  })
  .meta({ id: 'Reading' });

/** One scheduled look, with its effects as far as the thread shows them. */
export const LookSchema = z
  .strictObject({
    look: z.number(),
    plannedLooks: z.number(),
    isFinal: z.boolean(),
    reading: ReadingSchema,
    effects: z
      .enum(['shown', 'hidden'])
      .meta({ description: 'Hidden until the registered minimum is met and the data are sound' }),
    headline: z.string(),
    recommendation: z.string(),
    comparisons: z.array(ComparisonSchema),
  })
  .meta({ id: 'Look' });

/** All looks, oldest first. */
export const LooksSchema = z.strictObject({ looks: z.array(LookSchema) }).meta({ id: 'Looks' });

/** What the data say now. */
export const AnalysisSchema = z
  .strictObject({
    newest: ReadingSchema.nullable().meta({ description: 'The newest reading, scheduled or not' }),
    report: LookSchema.nullable().meta({ description: 'The newest scheduled look' }),
    nextLookAt: NextLook,
    outcome: z.enum(['kept', 'read', 'fresh', 'idle', 'failed']).meta({
      description:
        'kept: nothing was asked of the source. read: it was asked now. fresh: the newest reading is new enough. idle: there is nothing to read now. failed: see problem',
    }),
    problem: z.string().nullable(),
  })
  .meta({ id: 'Analysis' });

/** What the pictures of the newest report are drawn from. */
export const ChartsSchema = z
  .strictObject({
    intervals: z
      .array(
        z.strictObject({
          name: z.string(),
          note: z.string(),
          isGoal: z.boolean(),
          estimate: z.number().nullable(),
          lower: z.number().nullable(),
          upper: z.number().nullable(),
          limit: z.strictObject({ at: z.number(), kind: z.enum(['worth', 'margin']) }).nullable(),
          verdict: z.string(),
        }),
      )
      .meta({ description: 'A row for each metric and treatment; empty while effects are hidden' }),
    trend: z
      .array(
        z.strictObject({
          variant: z.string(),
          points: z.array(
            z.strictObject({
              day: z.number(),
              estimate: z.number(),
              lower: z.number().nullable(),
              upper: z.number().nullable(),
            }),
          ),
        }),
      )
      .meta({ description: 'The first goal over the days, for each treatment' }),
    endDay: z.number().nullable(),
    worth: z.number().nullable().meta({ description: 'The lift that is worth having' }),
  })
  .meta({ id: 'Charts' });

export type LookJson = z.input<typeof LookSchema>;
export type ReadingJson = z.input<typeof ReadingSchema>;
export type AnalysisJson = z.input<typeof AnalysisSchema>;
export type ChartsJson = z.input<typeof ChartsSchema>;
