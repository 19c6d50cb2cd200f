import type { Metric } from '#domain/metric.ts';
import type { Sizing } from '#domain/plan.ts';

/** What an amendment changes of the plan while the experiment runs. Shares are fractions; days are days of running. */
export type AmendmentChange =
  | { readonly kind: 'days'; readonly from: number; readonly to: number }
  /** The worst acceptable change of a guardrail; it is exploratory from then on. */
  | { readonly kind: 'margin'; readonly metric: string; readonly from: number; readonly to: number }
  /** A secondary metric, which is exploratory. */
  | { readonly kind: 'add-secondary'; readonly metric: Metric }
  | { readonly kind: 'remove-secondary'; readonly metric: string }
  | { readonly kind: 'owner'; readonly from: string; readonly to: string };

/** A change that is asked for while the experiment runs: an extension is none, because it is decided on the newest look. */
export type AmendedPart = Exclude<AmendmentChange, { readonly kind: 'days' }>;

/** A change of the plan that waits for its approval. */
export interface PendingAmendment {
  /** The version of the commit that asks for it; its buttons name it. */
  readonly id: number;
  readonly change: AmendedPart;
  readonly reason: string;
  readonly by: string;
  /** The first of two approvers, at a high risk. */
  readonly approvedBy: readonly string[];
}

/** A change of the registered plan that is in force. Its hash chain: the plan before, and the plan that it made. */
export interface Amendment {
  readonly change: AmendmentChange;
  readonly reason: string;
  /** Who asked for it. */
  readonly by: string;
  /** Who approved it; none of them is an author. */
  readonly approvedBy: readonly string[];
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** How many scheduled looks had been taken. */
  readonly looks: number;
  readonly previousHash: string;
  readonly planHash: string;
}

/** What the looks after an extension must know: the size before, and the last look whose effects people had seen. */
export interface ExtensionRecord {
  readonly sizing: Sizing;
  /** When the data of that look ended, milliseconds since the Unix epoch; null if none had shown effects. */
  readonly seenUntil: number | null;
}
