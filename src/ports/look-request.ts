import type { ExposureEvent } from '#domain/exposure.ts';
import type { Condition, Metric } from '#domain/metric.ts';
import type { TestAccounts } from '#domain/test-accounts.ts';

/** A half-open time window, milliseconds since the Unix epoch. */
export interface Window {
  readonly from: number;
  readonly until: number;
}

/** Everything that one look asks of the metrics source, in one question. */
export interface LookRequest {
  readonly flagKey: string;
  /** Declared variant keys, control first. Any other response exposes no unit. */
  readonly variants: readonly string[];
  readonly exposure: ExposureEvent;
  readonly window: Window;
  /** May be empty: then exposures alone are asked for. */
  readonly metrics: readonly Metric[];
  readonly testAccounts: TestAccounts;
  /** Whether units by the UTC date of their first exposure are wanted. */
  readonly daily: boolean;
  /** Key of the metric whose figures days hold too; units alone if left out. */
  readonly dailyMetric?: string;
  /** Names of properties of the first exposure by which figures are also split; none asked for if empty. */
  readonly dimensions: readonly string[];
}

/** Which units come to a surface: those with any event that matches one of the rules. */
export type SurfaceRule =
  /** `$pathname` or `$screen_name` equals the text, or the event is named so. */
  | { readonly match: 'named'; readonly value: string }
  | { readonly match: 'equals' | 'starts-with' | 'regex'; readonly property: string; readonly value: string }
  | { readonly match: 'event'; readonly event: string; readonly where: readonly Condition[] };

/** What units on a surface did before an experiment, as an experiment of `days` days would have seen it. */
export interface BaselineRequest {
  readonly surface: readonly SurfaceRule[];
  readonly days: number;
  readonly until: number;
  readonly metrics: readonly Metric[];
  readonly testAccounts: TestAccounts;
}
