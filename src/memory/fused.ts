/** From Cormack, Clarke and Büttcher (2009): how little the first places outweigh the next. */
const K = 60;

/** Several rankings as one: each adds 1 / (60 + place). What stands in one of them alone counts there alone. Best first. */
export function fused<Item>(rankings: readonly (readonly Item[])[]): readonly Item[] {
  const scores = new Map<Item, number>();
  for (const ranking of rankings) {
    for (const [at, item] of ranking.entries()) scores.set(item, (scores.get(item) ?? 0) + 1 / (K + at + 1));
  }
  return [...scores].sort(([, a], [, b]) => b - a).map(([item]) => item);
}
