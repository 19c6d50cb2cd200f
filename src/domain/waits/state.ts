import type { WaitAct } from '#domain/waits/wait-act.ts';

/** What an experiment waits for people to do, since when, and how often the thread called for it again. */
export interface WaitState {
  readonly act: WaitAct;
  /** Milliseconds since the Unix epoch. */
  readonly since: number;
  /** How often the thread called again; left out before the first time. */
  readonly called?: number;
  /** When it called last; left out before the first time. */
  readonly calledAt?: number;
  /** Until when people (pseudonyms) put their reminders off, milliseconds since the Unix epoch; left out if none did. */
  readonly snoozed?: Readonly<Record<string, number>>;
}
