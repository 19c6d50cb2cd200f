import type { ExperimentRequest } from '#domain/plan.ts';

/** What of a request is otherwise; a message offers one of each kind at most. */
export type AlternativeKind = 'lift' | 'traffic' | 'margins' | 'guardrails' | 'goal';

/** A change of a request with which a plan can be made, computed before it is offered. */
export interface RequestAlternative {
  readonly kind: AlternativeKind;
  /** What is done, for a button. Plain text without a full stop. */
  readonly label: string;
  readonly change: Partial<ExperimentRequest>;
  /** Days that the plan would take. */
  readonly days: number;
}
