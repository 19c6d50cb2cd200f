import type { WaitClock } from '#domain/waits/next-call.ts';

/** What holds if the settings say nothing of it. */
export const WAITS: WaitClock = { remindAfterDays: 1, callAfterDays: 3, withdrawAfterDays: 14 };
