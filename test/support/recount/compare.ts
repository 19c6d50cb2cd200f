import type { Counted } from './counted-in.ts';
import type { Said } from './said-in.ts';

/** Figures that are found on a grid, relative: half of a thousandth is seen by no reader. */
const GRID = 5e-4;

/** Figures of a digest that are not those of the recount, in words; and how many were compared. */
export function compare(digest: Said, counted: Counted): { figures: number; wrong: readonly string[] } {
  const names = [...new Set([...Object.keys(digest), ...Object.keys(counted)])];
  return {
    figures: names.length,
    wrong: names.flatMap((name) => differing(name, digest[name], counted[name])),
  };
}

function differing(
  name: string,
  says: Said[string] | undefined,
  is: Counted[string] | undefined,
): readonly string[] {
  const words = (value: unknown) => JSON.stringify(value) ?? 'nothing';
  return isSame(name, says, is) ? [] : [`${name} is ${words(says)}, and the events say ${words(is)}`];
}

/** Of a list the count, and that each row which is shown is one of the recount. */
function isSame(name: string, says: Said[string] | undefined, is: Counted[string] | undefined): boolean {
  if (typeof says === 'number' && typeof is === 'number') {
    const room = name.includes(': worth') ? GRID * Math.max(Math.abs(says), Math.abs(is), 1e-3) : 1e-9;
    return Math.abs(says - is) <= room;
  }
  if (typeof says !== 'object' || says === null) return says !== undefined && says === is;
  if (typeof is !== 'object' || is === null) return false;
  return says.count === is.length && says.rows.every((row) => is.includes(row));
}
