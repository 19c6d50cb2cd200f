import type { z } from 'zod';
import { isoMoment } from '#api/schemas/common-schemas.ts';
import type { Caller } from '#api/server/caller.ts';
import type { ApiResult } from '#api/server/operation.ts';
import { type FieldProblem, type Problem, problem } from '#api/server/problem.ts';
import { errorsOf } from '#api/server/read-input.ts';
import type { Observations } from '#features/observations/observations.ts';
import type { GivenRow, RowFate } from '#features/observations/record-rows.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** What both kinds of rows have as they come. */
interface SentRow {
  readonly id: string;
  readonly unit: string;
  readonly at: string;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly consent?: boolean | undefined;
}

/** A kind of rows. */
interface Kind<Row extends SentRow, Given> {
  readonly schema: z.ZodType<Row>;
  readonly given: (row: Row) => Given;
  readonly record: (
    observations: Observations,
    rows: readonly (Given & GivenRow)[],
    sentAt: number,
  ) => Promise<readonly RowFate[]>;
}

interface RefusedRow {
  readonly index: number;
  readonly errors: readonly FieldProblem[];
}

const NOT_KEPT =
  'This bot takes its figures from elsewhere and keeps no observations, see docs/observations.md.';
const TOO_OLD: readonly FieldProblem[] = [
  { path: 'at', message: 'It happened longer ago than observations are kept.' },
];

/** Records the rows of a batch that are in order, and says of each other one what is wrong. */
export async function recordBatch<Row extends SentRow, Given>(
  { coPilot }: Pick<Caller, 'coPilot'>,
  { rows, sentAt }: { readonly rows: readonly unknown[]; readonly sentAt: string },
  { schema, given, record }: Kind<Row, Given>,
): Promise<Result<ApiResult, Problem>> {
  const { observations } = coPilot;
  if (observations === null) return refused(problem(409, NOT_KEPT));
  const inOrder: { readonly index: number; readonly row: Given & GivenRow }[] = [];
  const wrong: RefusedRow[] = [];
  for (const [index, row] of rows.entries()) {
    const read = schema.safeParse(row);
    if (read.success) inOrder.push({ index, row: { ...given(read.data), ...commonOf(read.data) } });
    else wrong.push({ index, errors: errorsOf('', read.error) });
  }
  const fates = await record(
    observations,
    inOrder.map(({ row }) => row),
    Date.parse(sentAt),
  );
  const tooOld = inOrder.filter((_, at) => fates[at] === 'too-old');
  const count = (fate: RowFate) => fates.filter((one) => one === fate).length;
  const all = [...wrong, ...tooOld.map(({ index }) => ({ index, errors: TOO_OLD }))];
  return ok({
    json: {
      ...{ accepted: count('accepted'), duplicate: count('duplicate'), dropped: count('dropped') },
      refused: all.sort((a, b) => a.index - b.index),
      receivedAt: isoMoment(coPilot.clock.now()),
    },
  });
}

function commonOf({ id, unit, at, properties, consent }: SentRow): GivenRow {
  const isEmpty = properties === undefined || Object.keys(properties).length === 0;
  const flat = isEmpty ? null : properties;
  return { id, unit, at: Date.parse(at), properties: flat, consent: consent ?? true };
}
