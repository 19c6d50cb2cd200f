import type {
  ActionsBlock,
  ActionsBlockElement,
  Button,
  ColorScheme,
  ConfirmationDialog,
} from '@slack/types';
import { limits } from './limits.ts';
import { mrkdwn, plainText } from './text.ts';

/** A button that sends `actionId` and `value` to the bot. `label` is cut to 75 characters. */
export interface ButtonParts {
  readonly label: string;
  readonly actionId: string;
  readonly value?: string;
  readonly style?: ColorScheme;
  readonly confirm?: ConfirmationDialog;
}

/** The question asked before an action goes out; `text` is mrkdwn. */
export interface ConfirmParts {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly deny: string;
  readonly style?: ColorScheme;
}

/**
 * A button. `value` is refused, not cut, when longer than 2,000 characters: half a value is a wrong value.
 * @throws RangeError for a value over the limit
 */
export function button(parts: ButtonParts): Button {
  return {
    type: 'button',
    text: plainText(parts.label, limits.button.text),
    action_id: parts.actionId,
    ...(parts.value === undefined ? {} : { value: wholeValue(parts.value, limits.button.value) }),
    ...(parts.style === undefined ? {} : { style: parts.style }),
    ...(parts.confirm === undefined ? {} : { confirm: parts.confirm }),
  };
}

/**
 * A button that opens an address. Slack still sends an action, which the bot must acknowledge.
 * @throws RangeError for an address over 3,000 characters
 */
export function linkButton(label: string, url: string, actionId: string): Button {
  return {
    type: 'button',
    text: plainText(label, limits.button.text),
    action_id: actionId,
    url: wholeValue(url, limits.button.url),
  };
}

/** A confirmation dialog: title 100, text 300, buttons 30 characters. */
export function confirmation(parts: ConfirmParts): ConfirmationDialog {
  return {
    title: plainText(parts.title, limits.confirm.title),
    text: mrkdwn(parts.text, limits.confirm.text),
    confirm: plainText(parts.confirm, limits.confirm.button),
    deny: plainText(parts.deny, limits.confirm.button),
    ...(parts.style === undefined ? {} : { style: parts.style }),
  };
}

/**
 * A row of up to 25 buttons, menus and pickers.
 * @throws RangeError for none or more than 25: a dropped button is a lost choice
 */
export function actions(elements: readonly ActionsBlockElement[], blockId?: string): ActionsBlock {
  if (elements.length < 1 || elements.length > limits.actions) {
    throw new RangeError(`an actions block holds 1 to ${limits.actions} elements, not ${elements.length}`);
  }
  return {
    type: 'actions',
    elements: [...elements],
    ...(blockId === undefined ? {} : { block_id: blockId }),
  };
}

/**
 * A value that is within Slack's limit.
 * @throws RangeError for a longer one: half a value is a wrong value
 */
export function wholeValue(value: string, max: number): string {
  if (value.length <= max) return value;
  throw new RangeError(`a value of ${value.length} characters is over Slack's limit of ${max}`);
}
