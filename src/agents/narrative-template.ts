import type { Narrative } from '#domain/agent-output.ts';

/** Which way a figure points: of an effect its sign, otherwise none. */
export type EffectSign = 'up' | 'down' | 'none';

/** A sentence that code wrote about a look, with what an explanation tied to it may say. */
export interface Statement {
  /** Names it to the model: `f1`, `f2` … */
  readonly id: string;
  /** The whole sentence, with its figure and its verdict. */
  readonly text: string;
  readonly direction: EffectSign;
  /** Whether the direction is good for the metric; null if there is none. */
  readonly isBetter: boolean | null;
  /** True if it says that the data cannot be trusted. */
  readonly isAlarm: boolean;
}

/** Statements shown if the template stands for the analyst's choice. */
const MOST_STATEMENTS = 5;

/** The plain text that takes the place of an analyst's: the recommendation and the first statements, word for word. */
export function narrativeFromTemplate(recommendation: string, statements: readonly Statement[]): Narrative {
  const reasons = statements.slice(0, MOST_STATEMENTS).map(({ text }) => text);
  return { headline: headlineOf(recommendation), reasons };
}

/** What the rules recommend, as the first line of a narrative. Plain text, not escaped. */
export function headlineOf(recommendation: string): string {
  return `Recommendation by the rules: ${recommendation}.`;
}
