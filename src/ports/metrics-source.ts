import type { Metric } from '#domain/metric.ts';
import type { Baseline } from '#domain/plan.ts';
import type { ExposureRecording } from '#ports/flags.ts';
import type { Moments } from '#stats/moments/moments.ts';

/** A half-open time window, milliseconds since the Unix epoch. */
export interface Window {
  readonly from: number;
  readonly until: number;
}

/** First exposures per variant; `multiple` counts units that met more than one variant (they are in no arm). */
export interface Exposures {
  readonly units: Readonly<Record<string, number>>;
  readonly multiple: number;
}

/** The source of the numbers: sufficient statistics only, never rows. Faults are thrown as `AppError`. */
export interface MetricsSource {
  /** The vendor as people know it. */
  readonly name: string;
  /** Whether `exposures` and `moments` see the exposures that are recorded so. */
  canCount(recording: ExposureRecording): boolean;
  /**
   * Level and daily traffic of a metric before the experiment, over the last `days` days before `until` whose units count
   * by then (see `maturityDays`).
   */
  baseline(metric: Metric, surface: string, days: number, until: number): Promise<Baseline>;
  /** Exposed units per variant key, each counted once. Variants without a unit may be missing. */
  exposures(flagKey: string, window: Window): Promise<Exposures>;
  /**
   * Moments over exposed units per variant key; a unit without an event counts as 0. If the metric's events come late,
   * only units whose window is over by `until` count (see `maturityDays`).
   */
  moments(flagKey: string, metric: Metric, window: Window): Promise<Readonly<Record<string, Moments>>>;
}
