/** What was lost of a thread. */
export type HealingEvent =
  | { readonly type: 'cardLost'; readonly threadTs: string; readonly link: string | null }
  | { readonly type: 'channelClosed'; readonly code: string; readonly detail: string; readonly told: boolean }
  | { readonly type: 'channelOpened' }
  | { readonly type: 'lostTriedAgain'; readonly effects: readonly string[] }
  | { readonly type: 'lostTold'; readonly effects: readonly string[] }
  /** `effects`: the idempotency keys of posts whose messages are not there. */
  | { readonly type: 'messagesLost'; readonly effects: readonly string[] };
