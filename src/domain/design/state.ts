import type { PolicyOpinion } from '#domain/agent-output.ts';
import type { Amendment, PendingAmendment } from '#domain/amendments/state.ts';
import type { PlanNote } from '#domain/design/plan-note.ts';
import type { Plan } from '#domain/plan.ts';

export interface Approval {
  readonly person: string;
  readonly planHash: string;
  readonly at: number;
  /** Whose earlier approvals of the plan no longer counted at that moment; left out if all did. */
  readonly lapsed?: readonly string[];
}

/** The plan in force with what was said of it; null before the first plan, and again once the request was edited. */
export interface DesignState {
  readonly plan: Plan;
  readonly planHash: string;
  /** The version of the settings that the plan was made under; null if the journal does not say. */
  readonly settings: number | null;
  readonly opinion: PolicyOpinion;
  /** What rules in code say of it; left out if they say nothing, and by journals from before this was kept. */
  readonly notes?: readonly PlanNote[];
  /** The plan that this one took the place of because changes were asked for; left out if there was none. */
  readonly before?: Plan;
  /** Oldest first; another plan or a wish for changes makes them void. */
  readonly approvals: readonly Approval[];
  /** Changes of the plan since it was approved, oldest first; left out if there are none. */
  readonly amendments?: readonly Amendment[];
  /** A change that waits for its approval; left out if none does. */
  readonly pendingAmendment?: PendingAmendment;
}
