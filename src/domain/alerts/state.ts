import type { AlertName } from '#domain/alerts/alert-kinds.ts';
import type { Topic } from '#domain/topic.ts';

/** Why an alert waits: its kind is snoozed, the launch is young, people are not at work, it is like one of today, or the budget is used up. */
export type WhyHeld = 'snoozed' | 'grace' | 'quiet' | 'related' | 'budget';

/** An alert that waits for the message that collects the alerts of its channel. */
export interface HeldAlert {
  /** Idempotency key of the effect that would have posted it. */
  readonly effect: string;
  readonly topic: Topic;
  /** What it tells of: keys of the watch, or its topic. */
  readonly keys: readonly string[];
  /** When it began to wait, milliseconds since the Unix epoch. */
  readonly at: number;
  readonly why: WhyHeld;
  /** Until when at least, milliseconds since the Unix epoch; null if no moment is known. */
  readonly until: number | null;
  /** What it says, mrkdwn without mentions. */
  readonly text: string;
}

/** A kind of alert that a person put off for one experiment. */
export interface SnoozedAlert {
  readonly until: number;
  readonly reason: string;
  /** Pseudonym. */
  readonly by: string;
  /** Of the commit with it. */
  readonly version: number;
}

/** What became of the alerts of an experiment. */
export interface AlertsState {
  /** Those that wait, oldest first. */
  readonly held: readonly HeldAlert[];
  /** Effects of those that waited and were told. */
  readonly told: readonly string[];
  readonly snoozed: Readonly<Partial<Record<AlertName, SnoozedAlert>>>;
}

/** Before the first alert. */
export const NO_ALERTS: AlertsState = { held: [], told: [], snoozed: {} };
