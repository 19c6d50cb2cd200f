/**
 * Work of which one piece goes on at a time, such as a reading that several parts ask for. A call while one goes on waits for the next, which begins
 * after it and serves all such calls: what was written before a call may be missing in the one under way. Rejects as its own piece of work does.
 */
export function oneAfterAnother<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: Promise<Value> | null = null;
  const begin = () => {
    const begun = underWay.then(() => {
      next = null;
      return work();
    });
    underWay = begun.catch(() => {});
    return begun;
  };
  return () => {
    next ??= begin();
    return next;
  };
}
