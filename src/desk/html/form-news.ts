import { type Html, html } from './html.ts';

/** What a page says above its list, after a form was sent. */
export interface FormNews {
  /** A secret that was just made, with the sentence before it and its name for a screen reader: it is shown once. */
  readonly secret?: { readonly words: string; readonly name: string; readonly text: string };
  /** What was done. */
  readonly done?: string;
  /** Why a form was not taken. */
  readonly problem?: string;
}

/** The news as a banner; null if there is none. */
export function formNews({ secret, done, problem }: FormNews): Html | null {
  if (problem !== undefined) return html`<div class="banner bad" role="alert"><p>${problem}</p></div>`;
  if (secret !== undefined)
    return html`<div class="banner good" role="status"><p>${secret.words}</p><pre tabindex="0" aria-label="${secret.name}">${secret.text}</pre></div>`;
  return done === undefined ? null : html`<div class="banner good" role="status"><p>${done}</p></div>`;
}
