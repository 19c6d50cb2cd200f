import type { WaitAct } from '#domain/waits/wait-act.ts';

/** What a person may want of a wait. */
export type WaitPersonBody =
  /** No direct reminder of the wait that began at `since` to this person until then (milliseconds since the Unix epoch). */
  { readonly name: 'snoozeReminder'; readonly act: WaitAct; readonly since: number; readonly until: number };

/** What the bot does if people let an experiment wait. */
export type WaitBotBody =
  /** The thread calls again, for the wait that began at `since`; `time` counts from 1. */
  | { readonly name: 'callAgain'; readonly act: WaitAct; readonly since: number; readonly time: number }
  /** A plan that no person answered for so many days, as the settings say now, is withdrawn. */
  | { readonly name: 'withdrawPlan'; readonly days: number };
