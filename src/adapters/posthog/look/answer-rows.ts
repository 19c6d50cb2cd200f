import { z } from 'zod';
import { postHogFault } from '../fault-kinds.ts';
import { MOST_ROWS } from './arm-figures.ts';

const count = z.number().int().nonnegative();

/** A `FigureRow` as PostHog gives it. */
export const answerRow = z.tuple([
  count,
  z.string(),
  z.string().nullable(),
  z.number().int().min(-1),
  count,
  z.array(z.number().nullable()),
]);

export type AnswerRow = z.infer<typeof answerRow>;

/** The rows, checked. Throws `posthog.unexpected-answer` for a row of another shape, or if there are so many that some may be cut off. */
export function readRows(rows: readonly unknown[]): readonly AnswerRow[] {
  if (rows.length >= MOST_ROWS)
    throw postHogFault(
      'unexpected-answer',
      `PostHog gave ${rows.length} rows, as many as one answer can have`,
    );
  return rows.map((row) => {
    const parsed = answerRow.safeParse(row);
    if (!parsed.success)
      throw postHogFault('unexpected-answer', 'PostHog gave a row of an unknown shape', {
        cause: parsed.error,
      });
    return parsed.data;
  });
}
