import { z } from 'zod';
import { postHogFault } from '../fault-kinds.ts';
import { MOST_ROWS } from './arm-figures.ts';

/** How many figures each metric has in a row. */
export const FIGURES_PER_METRIC = 7;

const count = z.number().int().nonnegative();

/**
 * A row of the answer to a look or a baseline: `[experiment, part, label, arm, units, figures]`.
 *
 * - `experiment`: place of the request in the query, from 0 on.
 * - `part`, `label`: which units. `'all'`, null: all. `'day'`: those first exposed on the UTC date `label` (`'2026-11-28'`); of a
 *   baseline, on day `label` (`'0'` is the oldest). `'dimension_0'`: those with the text `label` (null for none) of the request's
 *   first dimension at their first exposure.
 * - `arm`: number of the variant from 1 on (of a baseline always 1), 0 for units whose exposures named no declared variant, -1 for
 *   units that met several.
 * - `units`: how many.
 * - `figures`: seven per metric, in the order of the request: `n`, `mean`, `variance`, then of the denominator or the covariate
 *   `mean`, `variance` and `covariance` (null without; of a quantile, whose `mean` is the quantile, the values below and above it
 *   that its error is read off, and null), then unusable values (null if no number is asked for). Means are null if
 *   `n` is 0, variances and covariances below 2. Only rows of parts other than `'day'` with `arm` from 1 on say anything here.
 *
 * Rows come in any order; a row without units is left out.
 */
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
