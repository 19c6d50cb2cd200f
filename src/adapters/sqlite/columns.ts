/** A row as `node:sqlite` gives it; undefined if the statement found none. */
type Row = Readonly<Record<string, unknown>> | undefined;

/** A TEXT column; throws if the row or the column is not there, which the STRICT schema rules out. */
export function text(row: Row, column: string): string {
  const value = row?.[column];
  if (typeof value !== 'string') throw new TypeError(`column ${column} holds no text`);
  return value;
}

/** An INTEGER column; throws if the row or the column is not there. */
export function integer(row: Row, column: string): number {
  const value = row?.[column];
  if (typeof value !== 'number') throw new TypeError(`column ${column} holds no number`);
  return value;
}

/** An INTEGER column that may be NULL, or a row that may not be there. */
export function integerOrNull(row: Row, column: string): number | null {
  const value = row?.[column] ?? null;
  return value === null ? null : integer(row, column);
}

/** A TEXT column that may be NULL, or a row that may not be there. */
export function textOrNull(row: Row, column: string): string | null {
  const value = row?.[column] ?? null;
  return value === null ? null : text(row, column);
}
