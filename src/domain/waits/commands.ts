import type { WaitAct } from '#domain/waits/wait-act.ts';

/** What the bot does if people let an experiment wait. */
export type WaitBotBody =
  /** The thread calls again, for the wait that began at `since`; `time` counts from 1. */
  | { readonly name: 'callAgain'; readonly act: WaitAct; readonly since: number; readonly time: number }
  /** A plan that no person answered for so many days, as the settings say now, is withdrawn. */
  | { readonly name: 'withdrawPlan'; readonly days: number };
