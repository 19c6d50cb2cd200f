/**
 * Which unknowns a set of linear equations fixes, by Gauss-Jordan elimination: those left
 * alone in a row of the reduced form. Coefficients only: what the right-hand sides are does
 * not matter. Columns in ascending order; [] for no equations.
 */
export function determinedColumns(equations: readonly (readonly number[])[]): readonly number[] {
  const rows = equations.map((row) => [...row]);
  const columns = rows[0]?.length ?? 0;
  let done = 0;
  for (let column = 0; column < columns && done < rows.length; column += 1) {
    const pivot = largestBelow(rows, done, column);
    const chosen = rows[pivot];
    const scale = chosen?.[column] ?? 0;
    if (chosen === undefined || Math.abs(scale) < 1e-9) continue;
    rows[pivot] = rows[done] ?? [];
    rows[done] = chosen.map((value) => value / scale);
    eliminate(rows, done, column);
    done += 1;
  }
  const alone = rows.flatMap((row) => {
    const present = row.flatMap((value, column) => (Math.abs(value) > 1e-9 ? [column] : []));
    return present.length === 1 ? present : [];
  });
  return alone.sort((first, second) => first - second);
}

function largestBelow(rows: readonly (readonly number[])[], from: number, column: number): number {
  let best = from;
  for (let row = from; row < rows.length; row += 1) {
    if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = row;
  }
  return best;
}

/** Clears `column` in every row but the one at `pivot`, whose entry there is 1. */
function eliminate(rows: number[][], pivot: number, column: number): void {
  const base = rows[pivot] ?? [];
  for (const [index, row] of rows.entries()) {
    const factor = index === pivot ? 0 : (row[column] ?? 0);
    if (factor !== 0) rows[index] = row.map((value, at) => value - factor * (base[at] ?? 0));
  }
}
