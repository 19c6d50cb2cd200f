import { z } from 'zod';
import { PAST_OUTCOMES, type PastExperiment } from '#domain/memory/past-experiment.ts';
import { withoutHidden } from '#shared/hidden-signs.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** One line of text, without signs that do not show. */
const words = (most: number) =>
  z
    .string({ error: 'must be a text' })
    .transform((text) => withoutHidden(text).replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, { error: 'must not be empty' })
        .max(most, { error: `must have at most ${most} characters` }),
    );

const share = z
  .number({ error: 'must be a number, as a fraction: 0.042 is 4.2 %' })
  .min(-1, { error: 'must be at least -1: nothing falls by more than all of it' })
  .max(10, { error: 'must be a fraction: 0.042 is 4.2 %, and no more than 10' });

const day = z
  .string({ error: 'must be a day such as 2025-03-31' })
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'must be a day such as 2025-03-31' })
  .refine((text) => new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true, {
    error: 'is no day of the calendar',
  });

const Effect = z
  .strictObject({ relative: share, low: share, high: share }, { error: 'must have relative, low and high' })
  .refine(({ relative, low, high }) => low <= relative && relative <= high, {
    error: 'must lie within its interval: low ≤ relative ≤ high',
  });

const Record = z.strictObject({
  key: z.string({ error: 'must be a text' }).regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, {
    error:
      'must have 1 to 80 letters, digits, dots, hyphens or underscores, and begin with a letter or digit',
  }),
  title: words(200),
  idea: words(3_000),
  hypothesis: words(3_000).optional(),
  surface: words(100),
  goalMetric: words(100),
  outcome: z.enum(PAST_OUTCOMES, { error: `must be one of ${PAST_OUTCOMES.join(', ')}` }),
  effect: Effect.nullish(),
  learning: words(3_000).nullish(),
  endedAt: day,
});

/** Reads one record of a history. Refuses with a sentence for each thing that is wrong with it. */
export function readPastRecord(value: unknown, now: number): Result<PastExperiment, readonly string[]> {
  const parsed = Record.safeParse(value);
  if (!parsed.success) return refused(parsed.error.issues.map(sentenceOf));
  const { effect = null, learning = null, hypothesis = '', endedAt, ...record } = parsed.data;
  const at = Date.parse(`${endedAt}T00:00:00Z`);
  if (at > now) return refused(['endedAt lies in the future.']);
  return ok({ ...record, effect, learning, hypothesis, endedAt: at, channel: null });
}

function sentenceOf({ path, message, ...issue }: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `There is no field ${issue.keys.join(', ')}.`;
  return path.length === 0
    ? 'This is no experiment: write an object with its fields.'
    : `${path.join('.')} ${message}.`;
}
