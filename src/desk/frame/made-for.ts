import { html } from '#desk/html/html.ts';

/** The field of every form that names the chat user for whom its page was made. */
export const MADE_FOR = 'as';

/** A document whose forms say for whom it was made: a browser keeps pages of a person while another one signs in. */
export function madeFor(user: string, document: string): string {
  const { text } = html`<input type="hidden" name="${MADE_FOR}" value="${user}">`;
  // A template alone writes the beginning of a form: in all else this sign is escaped.
  return document.replace(/<form [^>]*method="post"[^>]*>/g, (form) => form + text);
}
