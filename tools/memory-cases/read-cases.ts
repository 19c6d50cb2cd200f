import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Idea = z.strictObject({ idea: z.string(), surface: z.string(), goalMetric: z.string() });

const Cases = z.strictObject({
  queries: z.array(z.strictObject({ words: z.string(), right: z.array(z.string()).length(3) })),
  repeats: z.array(Idea.extend({ repeats: z.string() })),
  others: z.array(Idea),
});

/** Written questions to the memory, with what a careful reader expects. */
export type MemoryCases = z.infer<typeof Cases>;

/** The folder of the made-up history and its questions. */
export const MEMORY_CASES = 'test/fixtures/memory';

/** One half of the questions: `tuned` may be looked at when rules change, `held-out` only measures them. */
export function readMemoryCases(half: 'tuned' | 'held-out'): MemoryCases {
  return Cases.parse(JSON.parse(readFileSync(`${MEMORY_CASES}/${half}.json`, 'utf8')));
}
