/** How much may be spent on finding the place of a change. */
export interface ReadingBudget {
  /** Questions to the model. */
  readonly steps: number;
  /** Tokens of these questions and their answers. */
  readonly tokens: number;
  /** Characters of the repository that are shown. */
  readonly characters: number;
}

export const READING_BUDGET: ReadingBudget = { steps: 8, tokens: 200_000, characters: 160_000 };
