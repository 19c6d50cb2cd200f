import type { ExposureEvent } from '#domain/exposure.ts';
import type { ExposureRecording } from '#ports/flags.ts';
import type { BaselineFigures, LookFigures } from '#ports/look-figures.ts';
import type { BaselineRequest, LookRequest, Window } from '#ports/look-request.ts';

/** The source of the numbers: sufficient statistics only, never rows. Faults are thrown as `AppError`. */
export interface MetricsSource {
  /** The vendor as people know it. */
  readonly name: string;
  /** Whether looks see the exposures that are recorded so. */
  canCount(recording: ExposureRecording): boolean;
  /** Throws a fault of the kind `rate-limited` if looks would be refused now; asks nothing. */
  checkLimit(): void;
  /** Everything that the looks ask, one answer for each in their order. */
  looks<const Requests extends readonly LookRequest[]>(
    requests: Requests,
  ): Promise<{ readonly [Index in keyof Requests]: LookFigures }>;
  /** What units on a surface did before an experiment. */
  baseline(request: BaselineRequest): Promise<BaselineFigures>;
  /** The kinds of exposure events that arrived in the window, of any flag. */
  exposureEvents(window: Window): Promise<readonly ExposureEvent['event'][]>;
}
