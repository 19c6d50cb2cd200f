/** All ways in which an experiment ends. */
export const PAST_OUTCOMES = ['shipped', 'killed', 'inconclusive', 'harmful', 'cancelled'] as const;

/** How an experiment ended. `harmful`: harm was proven; `killed`: people ended it; `cancelled`: it never ran to a decision, though it had a plan. */
export type PastOutcome = (typeof PAST_OUTCOMES)[number];

/** The relative change of the goal metric that the last look measured, with its interval. Fractions (0.04 is 4 %), signed as the metric moved. */
export interface MeasuredEffect {
  readonly relative: number;
  readonly low: number;
  readonly high: number;
}

/** What is remembered of a finished experiment: of the journal, or imported. It names no person. */
export interface PastExperiment {
  readonly key: string;
  readonly title: string;
  readonly idea: string;
  readonly hypothesis: string;
  readonly surface: string;
  /** Key of the metric that decided. An imported one may be in no catalogue. */
  readonly goalMetric: string;
  readonly outcome: PastOutcome;
  /** Null if no look showed an effect, or the import tells none. */
  readonly effect: MeasuredEffect | null;
  /** What the decision's reason or the last report says; null if neither says anything. */
  readonly learning: string | null;
  /** Milliseconds since the Unix epoch. */
  readonly endedAt: number;
  /** The channel whose readers may see it; null for an imported one, which all members see, but no guest and no person of another company. */
  readonly channel: string | null;
}

const FAILED: ReadonlySet<PastOutcome> = new Set(['killed', 'harmful', 'inconclusive']);

/** Whether the change was tried and did not prove worth shipping. A cancelled experiment was not tried. */
export function wasInVain({ outcome }: Pick<PastExperiment, 'outcome'>): boolean {
  return FAILED.has(outcome);
}

/** Which way the interval proves that the metric moved: 1 up, -1 down, 0 if it includes no change or there is none. */
export function provenSign({ effect }: Pick<PastExperiment, 'effect'>): -1 | 0 | 1 {
  if (effect === null) return 0;
  if (effect.low > 0) return 1;
  return effect.high < 0 ? -1 : 0;
}
