/** One request to the receiver of a webhook. */
export interface WebhookRequest {
  /** As `URL` writes it. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came of a request. `refused`: the address is none that may be asked. */
export type WebhookAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** Milliseconds from now before which the receiver wants no further request; null if it named none. */
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'failed' | 'refused'; readonly why: string };

/** Sends to addresses that people typed. */
export interface WebhookSender {
  /** Why an address can be none of a webhook, as far as its text says; null if it can. */
  problemOf(address: string): string | null;
  /** Never throws, never follows a redirect, and reads a bounded part of the answer in bounded time. */
  send(request: WebhookRequest): Promise<WebhookAnswer>;
}
