import { z } from 'zod';
import { PRIORITY_BOUNDS } from '#domain/backlog/priority.ts';
import { IDEA_LENGTH } from '#features/propose-experiment/idea-length.ts';
import { DesignSchema } from './design-schema.ts';

const MetricKey = z.string().min(1).max(100);
const ChatUser = z.string().regex(/^[UW][A-Z0-9]{1,40}$/);
const { reach, confidence, effort } = PRIORITY_BOUNDS;

/** The channel in which the thread of an experiment begins. */
export const ChannelSchema = z
  .string()
  .regex(/^[CG][A-Z0-9_]{1,40}$/)
  .meta({ description: 'The id of the channel in which the thread begins' });

/** How soon an idea is worth planning. */
export const PrioritySchema = z
  .strictObject({
    reach: z.number().min(reach.least).max(reach.most).meta({ description: 'People in a quarter' }),
    confidence: z.number().min(confidence.least).max(confidence.most),
    effort: z.number().min(effort.least).max(effort.most).meta({ description: 'Weeks of work' }),
  })
  .meta({ id: 'Priority' });

/** All that the long form asks for. Shares and lifts are fractions: 0.04 is 4 %. */
export const RequestSchema = z
  .strictObject({
    goalMetric: MetricKey,
    otherGoals: z.array(MetricKey).min(1).max(2).optional(),
    guardrailMetrics: z.array(MetricKey).max(20).default([]),
    mustHold: z.array(MetricKey).max(20).optional(),
    margins: z.record(MetricKey, z.number().gt(0).lt(1)).optional(),
    smallestLift: z.number().gt(0).max(5),
    expectedLift: z.number().gt(0).max(5).optional(),
    trafficShare: z.number().gt(0).max(1).default(1),
    split: z.array(z.number().gt(0).lt(1)).min(2).max(5).default([0.5, 0.5]),
    surface: z.string().min(1).max(200),
    repository: z.string().min(1).max(200),
    file: z.string().min(1).max(300).optional().meta({
      description: 'The path of the one file of the repository that is varied in place of code',
    }),
    configurations: z.record(z.string(), z.record(z.string(), z.json())).optional().meta({
      description:
        'What code gets with each variant, by its key, in place of changed code. Leave the control out if the surface has a default configuration',
    }),
    risk: z.enum(['low', 'medium', 'high']).default('low'),
    crossesLogin: z.literal(true).optional(),
  })
  .meta({ id: 'Request', description: 'What the agents choose if it is left out' });

/** An experiment to begin, or an idea to keep. */
export const ProposalSchema = z
  .strictObject({
    idea: z
      .string()
      .max(IDEA_LENGTH)
      .meta({ description: 'What to change and why, in at least ten characters' }),
    channel: ChannelSchema,
    owner: ChatUser.optional().meta({
      description: 'The chat user who answers for it; the person of the token if left out',
    }),
    later: z
      .boolean()
      .default(false)
      .meta({ description: 'It is kept in the backlog: nothing is posted and no agent works' }),
    priority: PrioritySchema.optional().meta({ description: 'Of an idea that is kept for later' }),
    request: RequestSchema.optional(),
    plan: DesignSchema.optional().meta({
      description:
        'A complete design, with a request: then no designer is asked, and every rule of a plan holds',
    }),
  })
  .meta({ id: 'Proposal' });

/** What came of a list: what was kept, and what is wrong with the other lines. */
export const ImportedSchema = z
  .strictObject({
    kept: z.array(z.string()).meta({ description: 'Keys of the ideas that were kept' }),
    known: z.int().min(0).meta({ description: 'How many were there before' }),
    left: z.int().min(0).meta({ description: 'How many time did not suffice for: send the same list again' }),
    problems: z.array(z.strictObject({ line: z.int(), message: z.string() })),
  })
  .meta({ id: 'ImportedIdeas' });

/** What came of a history of past experiments. */
export const ImportedPastsSchema = z
  .strictObject({
    isWritten: z.boolean(),
    added: z.int().min(0),
    changed: z.int().min(0),
    unchanged: z.int().min(0),
    problems: z.array(z.strictObject({ line: z.int(), message: z.string() })),
    masked: z.array(z.strictObject({ line: z.int(), message: z.string() })),
  })
  .meta({ id: 'ImportedPasts' });
