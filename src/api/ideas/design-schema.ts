import { z } from 'zod';

const sentence = z.string().trim().min(1).max(600);
const short = z.string().trim().min(1).max(300);
const metric = z.string().min(1).max(100);
const gain = z.number().min(-5).max(5);

/** A complete design, so that no designer is asked. Every rule of a designed plan holds for it. */
export const DesignSchema = z
  .strictObject({
    title: z.string().trim().min(1).max(80),
    hypothesis: sentence,
    mechanism: sentence.meta({ description: 'How the change is meant to move the goal' }),
    disproof: sentence.meta({ description: 'What the experiment would show if the hypothesis is wrong' }),
    rationale: sentence,
    controlDescription: short,
    treatmentDescriptions: z.array(short).min(1).max(4),
    guardrailMetrics: z.array(metric).max(5).default([]),
    guardrailReasons: z
      .array(z.strictObject({ metric, reason: short }))
      .max(10)
      .default([]),
    secondaryMetrics: z.array(metric).max(5).default([]),
    segments: z.array(z.string().min(1).max(100)).max(5).default([]),
    lookCadence: z.enum(['daily', 'weekly']),
    forecast: z.strictObject({ low: gain, high: gain }).meta({
      description:
        'The range of gains that is expected in eight of ten cases; code takes the nearest points of its own',
    }),
    citations: z
      .array(z.strictObject({ key: z.string().min(1).max(100), stance: z.enum(['supports', 'contradicts']) }))
      .max(5)
      .default([]),
    noneSimilar: short
      .nullable()
      .default(null)
      .meta({ description: 'Why no past experiment that is alike is cited' }),
    risks: z.array(short).max(6).default([]),
  })
  .meta({ id: 'Design' });
