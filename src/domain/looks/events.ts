import type { FoundState } from '#domain/looks/alerts.ts';
import type { AnalysisSnapshot, ReadingTask, VariantsDropped } from '#domain/looks/state.ts';

/** What the looks at the data find. */
export type LookEvent =
  | { readonly type: 'looked'; readonly snapshot: AnalysisSnapshot; readonly asksForDecision: boolean }
  /** A look between the scheduled ones: progress, health and harm only. */
  | { readonly type: 'watched'; readonly snapshot: AnalysisSnapshot }
  /** What a look found beside its analysis, and which alerts are new. */
  | { readonly type: 'found'; readonly found: FoundState }
  | { readonly type: 'stoppedForHarm'; readonly metric: string; readonly variant: string }
  /** The others go on. */
  | ({ readonly type: 'variantsDropped' } & VariantsDropped)
  /** A reading failed: for the first time, or for so long that the thread hears of it (`told`). */
  | {
      readonly type: 'readingFailed';
      readonly task: ReadingTask;
      readonly code: string;
      readonly detail: string;
      readonly mayPass: boolean;
      readonly rarely?: true;
      readonly told: boolean;
    }
  | { readonly type: 'readingRecovered'; readonly task: ReadingTask };
