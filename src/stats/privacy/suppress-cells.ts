import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { determinedColumns } from './determined.ts';

/** A count and the totals, shown or not, that it is part of (its row, its column). */
export type CountCell = { readonly key: string; readonly count: number; readonly totals: readonly string[] };

/** `smallest`: the fewest units a shown cell may have (10 is usual, >= 2); `shownTotals` that readers see. */
export type SuppressionInput = {
  readonly cells: readonly CountCell[];
  readonly shownTotals: readonly string[];
  readonly smallest: number;
};

/** Keys of hidden cells: too small themselves, or hidden to protect others; and totals to hide. */
export type Suppression = {
  readonly kind: 'ok';
  readonly method: 'k-anonymity';
  readonly primary: readonly string[];
  readonly secondary: readonly string[];
  readonly totals: readonly string[];
};

/**
 * Which cells and totals must not be shown so that no group of fewer than `smallest` units can be read
 * off, or worked out by subtracting shown cells from shown totals. A total is protected when the hidden
 * cells in it add up to at least `smallest` and no hidden cell follows from the totals together; until
 * then the smallest shown cell of that total is hidden too, and when there is none left, the total
 * itself. Refuses `invalid_input`: counts not whole or negative, keys not unique, `smallest` below 2.
 * Source: Cox 1980 (complementary suppression); Sweeney 2002 (k-anonymity).
 */
export function suppressCells(input: SuppressionInput): Suppression | StatsRefusal {
  const { cells, smallest } = input;
  if (!Number.isInteger(smallest) || smallest < 2)
    return refuse('invalid_input', 'cells need at least 2 units');
  if (cells.some(({ count }) => !Number.isInteger(count) || count < 0)) {
    return refuse('invalid_input', 'counts must be whole and not negative');
  }
  if (new Set(cells.map(({ key }) => key)).size < cells.length)
    return refuse('invalid_input', 'keys must be unique');
  const primary = cells.filter(({ count }) => count < smallest).map(({ key }) => key);
  const hidden = new Set(primary);
  const shown = new Set(input.shownTotals);
  let exposed = nextExposed(cells, hidden, shown, smallest);
  // Each round hides one more cell or total, so this ends.
  while (exposed !== undefined) {
    const partner = smallestShown(cells, hidden, exposed);
    if (partner === undefined) shown.delete(exposed);
    else hidden.add(partner);
    exposed = nextExposed(cells, hidden, shown, smallest);
  }
  return {
    kind: 'ok',
    method: 'k-anonymity',
    primary,
    secondary: [...hidden].slice(primary.length),
    totals: input.shownTotals.filter((total) => !shown.has(total)),
  };
}

/** A shown total through which a hidden group can be worked out, if any. */
function nextExposed(
  cells: readonly CountCell[],
  hidden: ReadonlySet<string>,
  shown: ReadonlySet<string>,
  smallest: number,
): string | undefined {
  const unknown = cells.filter(({ key }) => hidden.has(key));
  for (const total of shown) {
    const inside = unknown.filter(({ totals }) => totals.includes(total));
    const sum = inside.reduce((units, { count }) => units + count, 0);
    if (inside.length === 1 || (inside.length > 1 && sum < smallest)) return total;
  }
  const equations = [...shown].map((total) => unknown.map(({ totals }) => (totals.includes(total) ? 1 : 0)));
  const solved = determinedColumns(equations).flatMap((column) => unknown[column] ?? []);
  const small = solved.find(({ count }) => count < smallest);
  return small?.totals.find((total) => shown.has(total));
}

function smallestShown(
  cells: readonly CountCell[],
  hidden: ReadonlySet<string>,
  total: string,
): string | undefined {
  const candidates = cells.filter(({ key, totals }) => !hidden.has(key) && totals.includes(total));
  return candidates.toSorted((first, second) => first.count - second.count)[0]?.key;
}
