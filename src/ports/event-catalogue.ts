import type { Measure, Metric } from '#domain/metric.ts';
import type { Window } from '#ports/look-request.ts';
import type { Result } from '#shared/result.ts';

/** An event as the analytics platform saw it in a window. */
export interface SeenEvent {
  readonly event: string;
  readonly count: number;
  readonly units: number;
  /** Milliseconds since the Unix epoch. */
  readonly lastSeenAt: number;
}

/** An event that people defined on the platform under a name of their own. */
export interface PlatformAction {
  readonly id: number;
  readonly name: string;
  /** Refused, with a sentence, if the bot cannot count exactly the same. */
  readonly measure: Result<Measure, string>;
}

/** A metric that is saved on the platform. */
export interface PlatformMetric {
  readonly name: string;
  readonly description: string;
  /** Refused, with a sentence, if the bot cannot compute exactly the same. */
  readonly metric: Result<Omit<Metric, 'key' | 'name' | 'description'>, string>;
}

/** What events there are, for people who define metrics. Faults are thrown as `AppError`. */
export interface EventCatalogue {
  /** Events that came in the window, most frequent first, at most 1,000; only those named, if `only` is given. */
  seenEvents(window: Window, only?: readonly string[]): Promise<readonly SeenEvent[]>;
  actions(): Promise<readonly PlatformAction[]>;
  /** Null if there is none of this id. */
  savedMetric(id: number): Promise<PlatformMetric | null>;
}
