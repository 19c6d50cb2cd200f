function linesOf(text: string | null): readonly string[] {
  if (text === null || text === '') return [];
  return text.replace(/\n$/, '').split('\n');
}

/** Length of the longest common subsequence of two lists of lines. */
function commonLines(before: readonly string[], after: readonly string[]): number {
  let row = new Array<number>(after.length + 1).fill(0);
  for (const line of before) {
    const next = [0];
    for (const [index, other] of after.entries()) {
      const diagonal = row[index] ?? 0;
      next.push(line === other ? diagonal + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/**
 * Lines added plus lines removed, as a diff would count them; null stands for a file that is not there. Common beginnings and
 * ends are cut first. If more than 4 million comparisons are left, every line of the rest counts as changed.
 */
export function changedLines(before: string | null, after: string | null): number {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old.at(-1 - end) === fresh.at(-1 - end))
    end += 1;
  const [rest, others] = [old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)];
  const all = rest.length + others.length;
  return rest.length * others.length > 4_000_000 ? all : all - 2 * commonLines(rest, others);
}
