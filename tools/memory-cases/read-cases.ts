import { z } from 'zod';
import { ok, type Result, refused } from '#shared/result.ts';

const words = z.string().trim().min(1);
const Idea = z.strictObject({ idea: words, surface: words, goalMetric: words });

const Cases = z.strictObject({
  queries: z.array(z.strictObject({ words, right: z.array(words).min(1).max(5) })).default([]),
  repeats: z.array(Idea.extend({ repeats: words })).default([]),
  others: z.array(Idea).default([]),
});

/** Written questions to the memory, with what a careful reader expects. */
export type MemoryCases = z.infer<typeof Cases>;

/**
 * Reads a file of questions: `queries` (words, and the keys that are right), `repeats` (an idea, its surface and metric, and the key of the failed
 * experiment that it repeats) and `others` (ideas that repeat none). Refuses with a sentence for each thing that is wrong.
 */
export function readMemoryCases(text: string): Result<MemoryCases, readonly string[]> {
  const json = parsed(text);
  if (json.kind === 'refused') return json;
  const read = Cases.safeParse(json.value);
  if (!read.success) {
    return refused(
      read.error.issues.map(({ path, message }) => `${path.join('.') || 'The file'}: ${message}`),
    );
  }
  const { queries, repeats, others } = read.data;
  if (queries.length + repeats.length + others.length === 0) return refused(['There is no question in it.']);
  return ok(read.data);
}

function parsed(text: string): Result<unknown, readonly string[]> {
  try {
    return ok(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (thrown) {
    return refused([`This is no JSON: ${thrown instanceof Error ? thrown.message : thrown}.`]);
  }
}
