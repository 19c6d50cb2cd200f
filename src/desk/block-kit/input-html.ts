import type { InputBlock, NumberInput, PlainTextInput, PlainTextOption } from '@slack/types';
import { type Html, type HtmlValue, html } from '#desk/html/html.ts';
import { type FormValues, fieldName, heldIn } from './held-value.ts';
import { optionsOf } from './options.ts';
import { optionWords } from './press-html.ts';
import { plainOf } from './text-html.ts';

/** A person or a channel that can be chosen. */
export interface Choosable {
  readonly id: string;
  /** Plain text. */
  readonly name: string;
}

/** What a form is shown with. */
export interface PageFormState {
  /** The id of the form that its fields belong to. */
  readonly form: string;
  /** What was typed before, in the form of Slack; what a field begins with stands in fields that are not named. */
  readonly values: FormValues;
  /** Problems by block id, as plain text. */
  readonly errors: Readonly<Record<string, string>>;
  /** Who and what can be chosen; null if the chat service does not tell, and then ids are typed. */
  readonly people: readonly Choosable[] | null;
  readonly channels: readonly Choosable[] | null;
}

/** What every control has: who it is, and what describes it. */
interface Control {
  readonly id: string;
  readonly common: Html;
  readonly held: readonly string[];
  readonly isNeeded: boolean;
}

const GROUPS = ['radio_buttons', 'checkboxes', 'multi_static_select'];

function idOf(block: InputBlock, form: string): string {
  return `${form}-${fieldName(block)}`.replaceAll(/[^\w-]/g, '_');
}

/** The id of what holds a field with its label. */
export function fieldAnchor(block: InputBlock, form: string): string {
  return `${idOf(block, form)}-field`;
}

/** A field of a form with its label, hint and problem. */
export function inputHtml(block: InputBlock, state: PageFormState): Html {
  const { element, label, hint, optional = false } = block;
  const id = idOf(block, state.form);
  const problem = state.errors[block.block_id ?? ''];
  const described = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(problem === undefined ? [] : [`${id}-problem`]),
  ].join(' ');
  const about = html`${described === '' ? null : html` aria-describedby="${described}"`}${problem === undefined ? null : html` aria-invalid="true"`}`;
  const control: Control = {
    id,
    common: html` name="${fieldName(block)}" form="${state.form}"`,
    held: heldIn(block, state.values),
    isNeeded: !optional,
  };
  const name = html`${plainOf(label)}${optional ? html` <span class="optional">(optional)</span>` : null}`;
  const notes = html`${hint === undefined ? null : html`<p class="hint" id="${id}-hint">${plainOf(hint)}</p>`}${problem === undefined ? null : html`<p class="problem" id="${id}-problem">${problem}</p>`}`;
  if (GROUPS.includes(element.type))
    return html`<fieldset class="field" id="${fieldAnchor(block, state.form)}"${about}><legend>${name}</legend>${groupHtml(block, control)}${notes}</fieldset>`;
  return html`<div class="field" id="${fieldAnchor(block, state.form)}"><label for="${id}">${name}</label>${controlHtml(block, { ...control, common: html` id="${id}"${control.common}${about}${optional ? null : html` required`}` }, state)}${notes}</div>`;
}

function controlHtml({ element }: InputBlock, control: Control, state: PageFormState): Html {
  switch (element.type) {
    case 'plain_text_input':
      return textHtmlInput(element, control);
    case 'number_input':
      return numberHtml(element, control);
    case 'static_select':
      return selectHtml(control, optionsOf(element).map(optionOf), placeholderIn(element));
    case 'users_select':
      return chosenHtml(control, state.people);
    case 'channels_select':
    case 'conversations_select':
      return chosenHtml(control, state.channels);
    case 'multi_users_select':
      return severalHtml(control, state.people);
    case 'multi_conversations_select':
      return severalHtml(control, state.channels);
    default:
      return html`<p class="unshown">This field shows in Slack alone.</p>`;
  }
}

function textHtmlInput(element: PlainTextInput, { common, held }: Control): Html {
  const bounds = attributes({
    maxlength: element.max_length,
    minlength: element.min_length,
    placeholder: element.placeholder === undefined ? undefined : plainOf(element.placeholder),
  });
  // The first line break behind the tag is not part of the text.
  if (element.multiline === true)
    return html`<textarea rows="5"${common}${bounds} dir="auto">\n${held[0]}</textarea>`;
  return html`<input type="text"${common}${bounds} value="${held[0]}" dir="auto">`;
}

function numberHtml(element: NumberInput, { common, held }: Control): Html {
  const bounds = attributes({ min: element.min_value, max: element.max_value });
  const step = element.is_decimal_allowed ? 'any' : '1';
  return html`<input type="number"${common}${bounds} step="${step}" value="${held[0]}">`;
}

interface SelectOption {
  readonly value: string;
  readonly words: string;
}

function optionOf(option: PlainTextOption): SelectOption {
  return { value: option.value ?? '', words: optionWords(option) };
}

function selectHtml(
  { common, held, isNeeded }: Control,
  options: readonly SelectOption[],
  placeholder: string,
): Html {
  const empty = isNeeded && held.length > 0 ? null : html`<option value="">${placeholder}</option>`;
  return html`<select${common}>${empty}${options.map(
    ({ value, words }) =>
      html`<option value="${value}"${held.includes(value) ? html` selected` : null}>${words}</option>`,
  )}</select>`;
}

/** One person or channel. */
function chosenHtml(control: Control, known: readonly Choosable[] | null): Html {
  if (known === null)
    return html`<input type="text"${control.common} value="${control.held[0]}" autocomplete="off">`;
  const [only] = known;
  // What must be chosen and leaves no choice is chosen.
  const isGiven = control.isNeeded && known.length === 1 && only !== undefined && isEmpty(control.held);
  const given = isGiven ? { ...control, held: [only.id] } : control;
  return selectHtml(given, withHeld(known, given.held), 'Choose');
}

function isEmpty(held: readonly string[]): boolean {
  return held.every((one) => one === '');
}

/** Several people or channels: a list in which more than one can be marked. */
function severalHtml({ common, held }: Control, known: readonly Choosable[] | null): Html {
  const options = withHeld(known ?? [], held);
  const rows = Math.min(8, Math.max(3, options.length));
  return html`<select multiple size="${rows}"${common}>${options.map(
    ({ value, words }) =>
      html`<option value="${value}"${held.includes(value) ? html` selected` : null}>${words}</option>`,
  )}</select>`;
}

/** What is chosen can be kept, also if the chat service does not name it any more. */
function withHeld(known: readonly Choosable[], held: readonly string[]): readonly SelectOption[] {
  const missing = held.filter((id) => !known.some((one) => one.id === id));
  return [...known, ...missing.map((id) => ({ id, name: id }))].map(({ id, name }) => ({
    value: id,
    words: name,
  }));
}

function groupHtml({ element }: InputBlock, { id, common, held, isNeeded }: Control): Html {
  const type = element.type === 'radio_buttons' ? 'radio' : 'checkbox';
  const needed = type === 'radio' && isNeeded ? html` required` : null;
  return html`<div class="choices">${optionsOf(element).map(({ text, value, description }, at) => {
    const own = `${id}-${at}`;
    const about = description === undefined ? null : html` aria-describedby="${own}-about"`;
    const note =
      description === undefined
        ? null
        : html`<span class="choice-note" id="${own}-about">${plainOf(description)}</span>`;
    return html`<div class="choice"><input type="${type}" id="${own}"${common}${needed}${about} value="${value ?? ''}"${held.includes(value ?? '') ? html` checked` : null}><label for="${own}">${plainOf(text)}</label>${note}</div>`;
  })}</div>`;
}

function placeholderIn(element: { readonly placeholder?: { readonly text: string } | undefined }): string {
  return element.placeholder === undefined ? 'Choose' : plainOf(element.placeholder);
}

function attributes(given: Readonly<Record<string, string | number | undefined>>): HtmlValue {
  return Object.entries(given).map(([name, value]) =>
    value === undefined ? null : html` ${name}="${value}"`,
  );
}
