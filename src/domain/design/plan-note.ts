import type { PastOutcome } from '#domain/memory/past-experiment.ts';
import type { RiskCategory } from '#domain/risk/risk-category.ts';
import { riskFloor } from '#domain/risk/risk-floor.ts';

/** What rules in code say of a plan that may go on all the same. Journals hold these names; people see `rule`. */
export type PlanNote =
  | {
      /** Another unfinished experiment is on the surface, or counts the same goal, or meets the same units. */
      readonly rule: 'surface-conflict' | 'metric-conflict' | 'population-conflict';
      /** Null if the channel may not name it. */
      readonly experiment: string | null;
      /** It is between its canary and its decision, pauses included. */
      readonly isRunning: boolean;
    }
  | {
      /** The plan is about people who cannot protect themselves, or about their consent. */
      readonly rule: 'sensitive-audience' | 'consent';
      readonly category: RiskCategory;
      /** As they stand in the idea or the plan. */
      readonly words: string;
    }
  | {
      /** A past experiment tried the same and did not prove worth shipping. */
      readonly rule: 'repeat-of-failure';
      readonly experiment: string;
      readonly outcome: PastOutcome;
      readonly learning: string | null;
    };

const AUDIENCES: readonly RiskCategory[] = ['minors', 'health', 'vulnerable-people'];

/** What words of the idea and the plan say about the people in it. */
export function audienceNotes(texts: readonly string[]): readonly PlanNote[] {
  return riskFloor(texts).grounds.flatMap(({ category, words }): readonly PlanNote[] => {
    if (AUDIENCES.includes(category)) return [{ rule: 'sensitive-audience', category, words }];
    return category === 'consent' ? [{ rule: 'consent', category, words }] : [];
  });
}
