import { z } from 'zod';
import { PAST_OUTCOMES } from '#domain/memory/past-experiment.ts';

/** How the chain may answer an idea; `refused` is a rule in code, `not taken` the form, `failed` a model without a usable answer. */
export const OUTCOMES = [
  'plan',
  'do-now',
  'drop',
  'questions',
  'refused',
  'object',
  'not taken',
  'failed',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const KINDS = [
  'good',
  'vague',
  'hopeless',
  'duplicate',
  'unethical',
  'dangerous',
  'urgent',
  'bug fix',
  'legal duty',
  'several changes',
  'rubbish',
  'personal data',
  'token',
  'too small traffic',
  'wrong metric',
  'prompt injection',
] as const;
export type Kind = (typeof KINDS)[number];

const names = z.array(z.string().min(1)).min(1);

/** What must come of an idea; a part that is left out is not judged. */
const Expected = z.strictObject({
  /** Each of these is right. */
  outcome: z.array(z.enum(OUTCOMES)).min(1).optional(),
  /** If a rule in code refuses, it is one of these. */
  rules: names.optional(),
  /** The risk is never lower; judged if there is a plan or an assessment. */
  risk: z.enum(['low', 'medium', 'high']).optional(),
  /** All of these are named among what makes it risky; judged as `risk` is. */
  categories: names.optional(),
  /** The goal of the plan is one of these. */
  goal: names.optional(),
  surface: names.optional(),
  /** The thread names each of these past experiments, by key or title. */
  warns: names.optional(),
  /** Texts that stand in no key, flag, journal entry, prompt or message. */
  hides: names.optional(),
  /** Texts that stand in no message of the thread. */
  neverSays: names.optional(),
});
export type Expected = z.infer<typeof Expected>;

const Fields = z.strictObject({
  goalMetric: z.string().optional(),
  otherGoals: z.array(z.string()).optional(),
  guardrailMetrics: z.array(z.string()).optional(),
  smallestLift: z.string().optional(),
  expectedLift: z.string().optional(),
  trafficShare: z.string().optional(),
  split: z.string().optional(),
  surface: z.string().optional(),
  risk: z.enum(['low', 'medium', 'high']).optional(),
});

const Idea = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower-case letters, digits and hyphens'),
  kind: z.enum(KINDS),
  /** Code of the language, or `none`. */
  language: z.string().min(2),
  quality: z.enum(['high', 'middle', 'low']).optional(),
  idea: z.string().min(1),
  /** What the person fills in beside the idea, as the form takes it; all is left open if it is empty. */
  fields: Fields.default({}),
  expect: Expected.extend({
    /** What must hold whatever the model answers. */
    code: Expected.optional(),
  }),
  /** Why this is right, for the reader. */
  why: z.string().optional(),
});
export type IdeaCase = z.infer<typeof Idea>;

const Past = z.strictObject({
  key: z.string().min(1),
  title: z.string().min(1),
  idea: z.string().min(1),
  hypothesis: z.string().min(1),
  surface: z.string().min(1),
  goalMetric: z.string().min(1),
  outcome: z.enum(PAST_OUTCOMES),
  effect: z.strictObject({ relative: z.number(), low: z.number(), high: z.number() }).nullable(),
  learning: z.string().nullable(),
  endedAt: z.iso.date(),
});
export type PastCase = z.infer<typeof Past>;

const share = z.number().min(0).max(1);

/** A file of ideas. */
export const IdeaFile = z.strictObject({
  about: z.string().optional(),
  /** The share of the ideas that must come out as expected, with the scripted model and with a real one. */
  needed: z.strictObject({ scripted: share, real: share }).default({ scripted: 1, real: 0.8 }),
  /** Experiments that have ended before, known to the bot in every idea. */
  past: z.array(Past).default([]),
  ideas: z.array(Idea).min(1),
});
export type IdeaFile = z.infer<typeof IdeaFile>;
