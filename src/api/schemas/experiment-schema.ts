import { z } from 'zod';
import { Moment, NextLook, PersonSchema, Share } from './common-schemas.ts';

/** How far an experiment is. */
export const StatusSchema = z
  .enum([
    ...['backlog', 'draft', 'in-review', 'approved', 'implementing', 'implemented', 'verifying'],
    ...['running', 'paused', 'deciding', 'decided', 'cleaning-up', 'completed', 'cancelled', 'killed'],
  ] as const)
  .meta({ id: 'Status' });

/** What people decide. */
export const DecisionSchema = z.enum(['ship', 'kill', 'drop-variant', 'end-without-winner', 'keep-running']);

const Waits = z
  .strictObject({
    act: z.string().meta({ description: 'What people have to do', example: 'review' }),
    since: Moment,
  })
  .nullable();

/** One line of the list of experiments. */
export const LineSchema = z
  .strictObject({
    key: z.string(),
    title: z.string(),
    status: StatusSchema,
    statusWords: z
      .string()
      .meta({ description: 'The status as people read it', example: 'planned (in review)' }),
    surface: z.string(),
    repository: z.string(),
    requester: PersonSchema,
    owner: PersonSchema.nullable(),
    channel: z.string(),
    proposedAt: Moment,
    priority: z.number().nullable(),
    waitsFor: Waits,
    nextReadingAt: Moment.nullable().meta({
      description: 'When the data are read next: for a scheduled look, or only for progress, health and harm',
    }),
    recommendation: z.string().nullable(),
    decision: DecisionSchema.nullable(),
    outcomeAt: Moment.nullable(),
  })
  .meta({ id: 'ExperimentLine' });

/** A page of the list. */
export const PageSchema = z
  .strictObject({
    experiments: z.array(LineSchema),
    count: z.int().min(0).meta({ description: 'How many there are on all pages' }),
    isPartial: z
      .boolean()
      .meta({ description: 'Some are left out, because the chat service did not say who may read them' }),
    next: z.string().nullable().meta({ description: 'The cursor of the next page; null at the end' }),
  })
  .meta({ id: 'ExperimentPage' });

const MetricSchema = z
  .strictObject({
    key: z.string(),
    name: z.string(),
    kind: z.enum(['proportion', 'mean', 'ratio', 'quantile']),
    desiredDirection: z.enum(['increase', 'decrease']),
    windowDays: z.number(),
  })
  .meta({ id: 'Metric' });

const PlanSchema = z
  .strictObject({
    title: z.string(),
    hypothesis: z.string(),
    rationale: z.string(),
    flagKey: z.string(),
    risk: z.enum(['low', 'medium', 'high']),
    trafficShare: Share,
    smallestLift: z.number(),
    file: z.string().nullable().meta({ description: 'The file under test; null if code is varied' }),
    variants: z.array(
      z.strictObject({
        key: z.string(),
        role: z.enum(['control', 'treatment']),
        description: z.string(),
        allocation: Share,
        configuration: z
          .record(z.string(), z.unknown())
          .nullable()
          .meta({ description: 'What code gets with it; null if that is its key' }),
      }),
    ),
    goals: z.array(MetricSchema).min(1),
    guardrails: z.array(z.strictObject({ metric: MetricSchema, margin: z.number(), mustHold: z.boolean() })),
    secondary: z.array(MetricSchema),
    alpha: Share,
    power: Share,
    days: z.number(),
    plannedLooks: z.number(),
    lookCadence: z.enum(['daily', 'weekly']),
    unitsPerVariant: z.number(),
    risks: z.array(z.string()),
  })
  .meta({ id: 'Plan' });

/** What an act is bound to: a person decides on what they have seen, and an act on other evidence is refused as stale. */
export const ActEvidenceSchema = z
  .strictObject({
    planHash: z.string(),
    snapshotHash: z.string(),
    flagVersion: z.string(),
  })
  .meta({ id: 'Evidence', description: 'Send it back with an approval, a launch or a decision' });

/** One experiment as it stands. */
export const ExperimentSchema = z
  .strictObject({
    key: z.string(),
    version: z.int().min(1),
    title: z.string(),
    idea: z.string(),
    status: StatusSchema,
    statusWords: z.string(),
    surface: z.string(),
    repository: z.string(),
    requester: PersonSchema,
    owner: PersonSchema,
    channel: z.string(),
    thread: z.string().nullable().meta({ description: 'The address of the thread; null if there is none' }),
    parent: z.string().nullable(),
    proposedAt: Moment,
    evidence: ActEvidenceSchema,
    waitsFor: Waits,
    failure: z
      .strictObject({ code: z.string(), detail: z.string() })
      .nullable()
      .meta({ description: 'Why the work of the agents has no result; null if it has one or is under way' }),
    plan: PlanSchema.nullable(),
    approvals: z.array(z.strictObject({ person: PersonSchema, at: Moment })),
    launch: z
      .strictObject({
        at: Moment,
        by: PersonSchema.nullable(),
        runningSince: Moment.nullable(),
        pausedSince: Moment.nullable(),
      })
      .nullable(),
    flag: z
      .strictObject({
        key: z.string(),
        url: z.string(),
        active: z.boolean(),
        rollout: Share,
        allocation: z.record(z.string(), z.number()),
      })
      .nullable(),
    looksTaken: z.int().min(0),
    nextLookAt: NextLook,
    recommendation: z.string().nullable(),
    decision: z
      .strictObject({
        decision: DecisionSchema,
        by: z.array(PersonSchema),
        at: Moment,
        recommendation: z.string(),
        overrides: z.boolean(),
        reason: z.string().nullable(),
        undoUntil: Moment,
      })
      .nullable(),
    pullRequests: z.strictObject({
      implementation: z.string().nullable(),
      cleanUp: z.string().nullable(),
    }),
    endedAt: Moment.nullable(),
  })
  .meta({ id: 'Experiment' });

export type ExperimentJson = z.input<typeof ExperimentSchema>;
export type LineJson = z.input<typeof LineSchema>;
