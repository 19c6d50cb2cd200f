import type { PromptName } from '#agents/prompt-inputs.ts';

/**
 * Tokens that an answer to each prompt may have at most. A model that thinks first spends of the same cap, so that each is several times
 * what a right answer needs; a model that runs away ends there.
 */
export const OUTPUT_CAPS: Readonly<Record<PromptName, number>> = {
  'change-reader': 6_000,
  chooser: 6_000,
  supervisor: 6_000,
  designer: 8_000,
  policy: 6_000,
  'place-finder': 6_000,
  implementer: 32_000,
  cleaner: 32_000,
  'file-writer': 32_000,
  repairer: 32_000,
  answerer: 4_000,
  analyst: 6_000,
};

/** Characters of an answer that are read at most, for servers that keep no cap. */
export const LONGEST_ANSWER = 400_000;
