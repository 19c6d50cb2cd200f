import type { AnalysisSnapshot } from '#domain/looks/state.ts';

/** What the looks at the data find. */
export type LookEvent =
  | { readonly type: 'looked'; readonly snapshot: AnalysisSnapshot; readonly asksForDecision: boolean }
  /** A look between the scheduled ones: progress, health and harm only. */
  | { readonly type: 'watched'; readonly snapshot: AnalysisSnapshot }
  | { readonly type: 'stoppedForHarm'; readonly metric: string; readonly variant: string };
