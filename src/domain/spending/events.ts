/** Work that stopped at a ceiling goes on. */
export type SpendingEvent =
  | { readonly type: 'moreAllowed'; readonly by: string }
  | { readonly type: 'workResumed' };
