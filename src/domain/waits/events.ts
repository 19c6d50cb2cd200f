/** What happens if people let an experiment wait. */
export type WaitEvent =
  | { readonly type: 'calledAgain'; readonly time: number }
  /** `days`: how long it waited at least. */
  | { readonly type: 'withdrawn'; readonly days: number };
