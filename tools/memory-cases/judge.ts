import type { Memory } from '#ports/memory.ts';
import type { MemoryCases } from './read-cases.ts';

/** What the memory answered to one half of the questions. */
export interface MemoryFigures {
  /** Searches whose right experiments are all among the first five. */
  readonly found: number;
  readonly queries: number;
  /** Ideas that repeat a failed experiment, and are told so with its key. */
  readonly warned: number;
  readonly repeats: number;
  /** Ideas that repeat none, on the surface and metric of failed ones, and are told that they do. */
  readonly falsely: number;
  readonly others: number;
}

const SHOWN = 5;

/** Asks the memory all questions. */
export async function judgeMemory(memory: Memory, cases: MemoryCases): Promise<MemoryFigures> {
  const found = await countOf(cases.queries, async ({ words, right }) => {
    const hits = await memory.search(words, { sees: async () => true, limit: SHOWN });
    return right.every((key) => hits.some(({ past }) => past.key === key));
  });
  const repeated = async ({ idea, ...place }: { idea: string; surface: string; goalMetric: string }) => {
    const { surface, goalMetric } = place;
    const hits = await memory.similar(idea, { channel: 'C', surface, goalMetric, limit: SHOWN });
    return hits.filter(({ isRepeat }) => isRepeat).map(({ past }) => past.key);
  };
  return {
    ...{ found, queries: cases.queries.length },
    warned: await countOf(cases.repeats, async (one) => (await repeated(one)).includes(one.repeats)),
    repeats: cases.repeats.length,
    falsely: await countOf(cases.others, async (one) => (await repeated(one)).length > 0),
    others: cases.others.length,
  };
}

async function countOf<Item>(
  items: readonly Item[],
  holds: (item: Item) => Promise<boolean>,
): Promise<number> {
  let count = 0;
  for (const item of items) if (await holds(item)) count += 1;
  return count;
}
