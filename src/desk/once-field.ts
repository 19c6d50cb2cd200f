import { type Html, html } from '#desk/html/html.ts';
import { shortId } from '#shared/ids.ts';

const NAME = 'once';
const LENGTH = 10;

/** A field by which a form makes its thing once: a page that answers a form sends it again when it is loaded again. */
export function onceField(): Html {
  return html`<input type="hidden" name="${NAME}" value="${shortId(LENGTH)}">`;
}

/** The name of the wish in a form that was sent: 10 letters and digits; undefined if it has none. */
export function onceIn(form: URLSearchParams): string | undefined {
  const given = form.get(NAME) ?? '';
  return given.length === LENGTH && /^[a-z0-9]+$/.test(given) ? given : undefined;
}
