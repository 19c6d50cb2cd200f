import type { WatchFound } from '#domain/looks/alerts.ts';
import type { AnalysisSnapshot, ReadingTask } from '#domain/looks/state.ts';

/** What the bot records of the data, and that it cannot read them. */
export type LookBotBody =
  | { readonly name: 'recordLook'; readonly snapshot: AnalysisSnapshot; readonly found?: WatchFound }
  | {
      readonly name: 'recordReadingFault';
      readonly task: ReadingTask;
      readonly code: string;
      readonly detail: string;
      /** Whether it may work later without a person changing anything. */
      readonly mayPass: boolean;
      /** Present if it should be tried less and less often. */
      readonly rarely?: true;
    }
  | { readonly name: 'recordReadingRecovery'; readonly task: ReadingTask };
