import type { InputBlock, InputBlockElement, NumberInput, PlainTextInput } from '@slack/types';
import { limits } from './limits.ts';
import { plainText, truncate } from './text.ts';

/** What every input shows: the label, an optional hint, and the ids its value is found by. */
export interface InputParts {
  readonly label: string;
  readonly blockId: string;
  readonly actionId: string;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly placeholder?: string;
}

/** One line of text, or several with `multiline`; lengths in characters, at most 3,000. */
export interface TextInputParts extends InputParts {
  readonly initial?: string;
  readonly multiline?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A number as people type it; bounds are in the number's own unit. */
export interface NumberInputParts extends InputParts {
  readonly initial?: number;
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: boolean;
}

/** A labelled input block around any element; label and hint are cut to 2,000 characters. */
export function inputBlock(parts: Omit<InputParts, 'actionId'>, element: InputBlockElement): InputBlock {
  return {
    type: 'input',
    block_id: parts.blockId,
    label: plainText(parts.label, limits.input.label),
    element,
    optional: parts.optional ?? false,
    ...(parts.hint === undefined ? {} : { hint: plainText(parts.hint, limits.input.hint) }),
  };
}

/** A text input; the initial text is cut to what the input holds. */
export function textInput(parts: TextInputParts): InputBlock {
  const maxLength = Math.min(parts.maxLength ?? limits.textInput.length, limits.textInput.length);
  const element: PlainTextInput = {
    type: 'plain_text_input',
    action_id: parts.actionId,
    multiline: parts.multiline ?? false,
    max_length: maxLength,
    ...(parts.minLength === undefined ? {} : { min_length: parts.minLength }),
    ...(parts.initial === undefined ? {} : { initial_value: truncate(parts.initial, maxLength) }),
    ...placeholderOf(parts.placeholder),
  };
  return inputBlock(parts, element);
}

/** A number input; whole numbers unless `decimals`. */
export function numberInput(parts: NumberInputParts): InputBlock {
  const element: NumberInput = {
    type: 'number_input',
    action_id: parts.actionId,
    is_decimal_allowed: parts.decimals ?? false,
    ...(parts.initial === undefined ? {} : { initial_value: String(parts.initial) }),
    ...(parts.min === undefined ? {} : { min_value: String(parts.min) }),
    ...(parts.max === undefined ? {} : { max_value: String(parts.max) }),
    ...placeholderOf(parts.placeholder),
  };
  return inputBlock(parts, element);
}

/** The grey words in an empty input, cut to 150 characters; nothing if there are none. */
export function placeholderOf(placeholder: string | undefined) {
  return placeholder === undefined ? {} : { placeholder: plainText(placeholder, limits.select.placeholder) };
}
