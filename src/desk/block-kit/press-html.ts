import type { Button, ConfirmationDialog, Overflow, PlainTextOption, StaticSelect } from '@slack/types';
import { type Html, html } from '#desk/html/html.ts';
import type { Face } from './face.ts';
import { linkHtml } from './mrkdwn-inline.ts';
import { plainOf, textHtml } from './text-html.ts';

/** The place of an element that is pressed: its block, and which of the elements there it is. */
export interface PressPlace {
  readonly block: string;
  readonly index: number;
}

/** The address that presses are posted to. */
const PRESS = '/desk/press';

/** A button, which works without a script; a link if it opens an address. */
export function buttonHtml(button: Button, face: Face, place: PressPlace): Html | null {
  const label = plainOf(button.text);
  if (button.url !== undefined) return html`<span class="link-button">${linkHtml(button.url, label)}</span>`;
  return pressHtml(
    { ...place, action: button.action_id ?? '', value: button.value ?? '' },
    { label, style: button.style, confirm: button.confirm, described: button.accessibility_label },
    face,
  );
}

/** What a press sends. */
interface Sent extends PressPlace {
  readonly action: string;
  readonly value: string;
}

interface PressLook {
  readonly label: string;
  readonly style?: Button['style'] | undefined;
  readonly confirm?: ConfirmationDialog | undefined;
  /** What a screen reader says in place of the label, if anything. */
  readonly described?: string | undefined;
}

/** A button that sends a value. One that asks first opens its question, whose own button sends. */
export function pressHtml(
  sent: Sent,
  { label, style, confirm, described }: PressLook,
  face: Face,
): Html | null {
  if (face.press === null) return null;
  const kind = style === undefined ? null : html` class="${style}"`;
  const said = described === undefined || described === label ? null : html` aria-label="${described}"`;
  if (confirm === undefined) return sender(sent, { label, kind, said }, face);
  const id = `${face.id}-ask-${sent.block}-${sent.index}`.replaceAll(/[^\w-]/g, '_');
  const sure = confirm.style === undefined ? kind : html` class="${confirm.style}"`;
  return html`<div class="press"><button type="button"${kind} popovertarget="${id}"${said}>${label}</button><div popover id="${id}" class="question" role="dialog" aria-labelledby="${id}-title"><p class="question-title" id="${id}-title">${plainOf(confirm.title)}</p>${textHtml(confirm.text, face.names)}<div class="actions">${sender(sent, { label: plainOf(confirm.confirm), kind: sure, said: null }, face)}<button type="button" popovertarget="${id}" popovertargetaction="hide">${plainOf(confirm.deny)}</button></div></div></div>`;
}

/** The button that sends: in a form of its own, or, inside of a form, with all that was typed there. */
function sender(
  { block, action, value }: Sent,
  { label, kind, said }: { readonly label: string; readonly kind: Html | null; readonly said: Html | null },
  face: Face,
): Html {
  if (face.form !== undefined)
    return html`<button type="submit"${kind}${said} ${inForm(face.form)} value="${JSON.stringify({ action, value })}">${label}</button>`;
  const fields = hiddenFields({ ...face.press, block, action, value });
  return html`<form class="press" method="post" action="${PRESS}">${fields}<button type="submit"${kind}${said}>${label}</button></form>`;
}

/** How a button sends the form around it, as it is filled in so far, to be pressed and not submitted. */
function inForm(form: string): Html {
  return html`form="${form}" formaction="${PRESS}" formnovalidate name="pressed"`;
}

/** The name of the field with what was chosen in a menu that stands in a form. */
export function chosenName(action: string): string {
  return `chosen.${action}`;
}

/** A menu: a choice and a button that sends it. */
export function menuHtml(menu: StaticSelect | Overflow, face: Face, place: PressPlace): Html | null {
  if (face.press === null) return null;
  const id = `${face.id}-menu-${place.block}-${place.index}`.replaceAll(/[^\w-]/g, '_');
  const label = menu.type === 'overflow' ? 'More' : plainOf(menu.placeholder) || 'Choose';
  const chosen = menu.type === 'overflow' ? undefined : menu.initial_option?.value;
  const options = (menu.options ?? []) as readonly PlainTextOption[];
  const action = menu.action_id ?? '';
  const offered = html`${chosen === undefined ? html`<option value="">${label}…</option>` : null}${options.map(
    (option) =>
      html`<option value="${option.value ?? ''}"${option.value === chosen ? html` selected` : null}>${optionWords(option)}</option>`,
  )}`;
  const named = html`<label class="unseen" for="${id}">${label}</label>`;
  if (face.form !== undefined)
    return html`<div class="press menu">${named}<select id="${id}" form="${face.form}" name="${chosenName(action)}">${offered}</select><button type="submit" ${inForm(face.form)} value="${JSON.stringify({ action })}">Go</button></div>`;
  return html`<form class="press menu" method="post" action="${PRESS}">${hiddenFields({ ...face.press, block: place.block, action })}${named}<select id="${id}" name="value" required>${offered}</select><button type="submit">Go</button></form>`;
}

/** What an option is called, with what it means. */
export function optionWords({ text, description }: PlainTextOption): string {
  return description === undefined ? plainOf(text) : `${plainOf(text)}: ${plainOf(description)}`;
}

function hiddenFields(fields: Readonly<Record<string, string>>): readonly Html[] {
  return Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
}
