import { warehouseFault } from '#ports/sql-faults.ts';
import { AppError } from '#shared/errors.ts';

/** What DuckDB throws, by the words with which its messages begin. */
export function duckDbFault(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const said = thrown instanceof Error ? thrown.message : String(thrown);
  if (/^(Catalog|Binder) Error/.test(said))
    return warehouseFault(
      'not-found',
      `The warehouse lacks a table or a column${named(said)}. Correct \`warehouse\` in the settings.`,
      { cause: thrown },
    );
  if (/^Out of Memory Error/.test(said))
    return warehouseFault(
      'query-too-large',
      'DuckDB needs more memory for this look than it may take. Use fewer metrics, or a larger WAREHOUSE_MEMORY.',
      { cause: thrown },
    );
  if (/^IO Error/.test(said))
    return warehouseFault('unavailable', 'The DuckDB file could not be read.', { cause: thrown });
  return warehouseFault('refused', 'DuckDB refused the statement of a look; the log has its own words.', {
    cause: thrown,
  });
}

/** The name that the message is about: of ours alone, never a value. */
function named(said: string): string {
  const name = /(?:Table with name|Referenced column) "?([\w.]+)"?/.exec(said)?.[1];
  return name === undefined ? '' : `: ${name}`;
}
