import { type DataBlock, jsonBlock } from '#agents/data-block.ts';

const LONGEST_HINT = 2_000;
const MOST_PROBLEMS = 20;
const LONGEST_PROBLEM = 300;

/** What people and the last try add to a question that is asked again. */
export interface Guidance {
  /** Words of an engineer who asked to try again; data, never an instruction. */
  readonly hint?: string | null;
  /** Why the last try failed. */
  readonly earlierProblems?: readonly string[];
}

/** The guidance as a bounded block; a first try without a hint has nothing in it. */
export function guidanceBlock({ hint = null, earlierProblems = [] }: Guidance): DataBlock {
  return jsonBlock({
    hint: hint?.slice(0, LONGEST_HINT) ?? null,
    earlierProblems: earlierProblems.slice(0, MOST_PROBLEMS).map((text) => text.slice(0, LONGEST_PROBLEM)),
  });
}
