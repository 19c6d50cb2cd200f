import { type Html, html } from '#desk/html/html.ts';

/** What a page of webhooks says above its list, after a form was sent. */
export interface WebhookNews {
  /** A secret that was just made: it is shown once. */
  readonly secret?: string;
  /** What was done. */
  readonly done?: string;
  /** Why a form was not taken. */
  readonly problem?: string;
}

/** The news as a banner; null if there is none. */
export function newsOf({ secret, done, problem }: WebhookNews): Html | null {
  if (problem !== undefined) return html`<div class="banner bad" role="alert"><p>${problem}</p></div>`;
  if (secret !== undefined)
    return html`<div class="banner good" role="status"><p>Copy the secret now, for the receiver: it is not shown again, and it is kept nowhere.</p><pre tabindex="0" aria-label="The secret">${secret}</pre></div>`;
  return done === undefined ? null : html`<div class="banner good" role="status"><p>${done}</p></div>`;
}
