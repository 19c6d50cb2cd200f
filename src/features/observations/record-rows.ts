import { type RowKey, rowKey, unitHash } from '#shared/row-hashes.ts';
import { happenedAt, type Sent } from './happened-at.ts';

/** What both kinds of rows have, as an application sends them. */
export interface GivenRow {
  /** Known for ever: the same id is counted once, as long as rows are kept. */
  readonly id: string;
  readonly unit: string;
  /** Milliseconds since the Unix epoch, by the clock of the sender. */
  readonly at: number;
  readonly properties: Readonly<Record<string, unknown>> | null;
  /** False: the row is not recorded. */
  readonly consent: boolean;
}

/** That a unit met a variant. */
export interface GivenExposure extends GivenRow {
  readonly flag: string;
  readonly variant: string;
}

/** That something happened to a unit or was measured of it. */
export interface GivenObservation extends GivenRow {
  readonly name: string;
  readonly value: number | null;
}

/** What became of a row: recorded; known already; left out because the unit does not consent; or older than rows are kept. */
export type RowFate = 'accepted' | 'duplicate' | 'dropped' | 'too-old';

interface HashedRow {
  readonly key: RowKey;
  readonly unit: bigint;
  readonly at: number;
  readonly properties: string | null;
}

interface Recording<Given, Row> extends Sent {
  readonly salt: string;
  /** What happened before it is not recorded: it would be pruned, and its id could come again. */
  readonly keptFrom: number;
  readonly toRow: (given: Given, row: HashedRow) => Row;
  readonly record: (rows: readonly Row[]) => Promise<readonly boolean[]>;
}

/** Records rows under hashes of their ids and units. Of rows with the same id the first counts. */
export async function recordRows<Given extends GivenRow, Row>(
  given: readonly Given[],
  { salt, keptFrom, toRow, record, ...sent }: Recording<Given, Row>,
): Promise<readonly RowFate[]> {
  const seen = new Set<string>();
  const rows: Row[] = [];
  // The place of a row in `rows`, or what became of it without.
  const fates = given.map((one): RowFate | number => {
    if (!one.consent) return 'dropped';
    const at = happenedAt(one.at, sent);
    if (at < keptFrom) return 'too-old';
    if (seen.has(one.id)) return 'duplicate';
    seen.add(one.id);
    const properties = one.properties === null ? null : JSON.stringify(one.properties);
    const hashed = { key: rowKey(salt, one.id), unit: unitHash(salt, one.unit), at, properties };
    return rows.push(toRow(one, hashed)) - 1;
  });
  const isNew = rows.length === 0 ? [] : await record(rows);
  return fates.map((fate) =>
    typeof fate === 'string' ? fate : isNew[fate] === true ? 'accepted' : 'duplicate',
  );
}
