import { diffArrays } from 'diff';

/** Changed lines up to which they are counted exactly; twice what a pull request may change, so that time is bounded. */
const COUNTED = 800;

function linesOf(text: string | null): string[] {
  if (text === null || text === '') return [];
  return text.replace(/\n$/, '').split('\n');
}

/**
 * Lines added plus lines removed, as a diff counts them; null stands for a file that is not there. If more than 800 are
 * changed, every line of both counts.
 */
export function changedLines(before: string | null, after: string | null): number {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const parts = diffArrays(old, fresh, { maxEditLength: COUNTED });
  if (parts === undefined) return old.length + fresh.length;
  return parts.reduce((sum, { added, removed, count }) => (added || removed ? sum + count : sum), 0);
}
