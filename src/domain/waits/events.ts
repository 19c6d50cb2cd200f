/** What happens if people let an experiment wait. */
export type WaitEvent =
  | { readonly type: 'calledAgain'; readonly time: number }
  /** `person` (a pseudonym) is not written to of this wait before `until`, milliseconds since the Unix epoch. */
  | { readonly type: 'reminderSnoozed'; readonly person: string; readonly until: number }
  /** `days`: how long it waited at least. */
  | { readonly type: 'withdrawn'; readonly days: number };
