import { type Fields, fieldsOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { optionsOf } from '#sandbox/stand-ins/slack/people/chosen-value.ts';
import type { SlackEphemeral, SlackMessage } from '#sandbox/stand-ins/slack/state.ts';
import { isSameButton, labelOf, pressableIn } from '#sandbox/terminal/buttons.ts';
import { optionLabel } from '#sandbox/terminal/inputs.ts';

/** A button that can be pressed now, or a menu that can be opened. */
export interface LiveButton {
  readonly number: number;
  readonly label: string;
  readonly actionId: string;
  readonly value: string | null;
  readonly message: SlackMessage | SlackEphemeral;
  readonly button: Fields;
  /** What a menu offers; empty for a button. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** Every button that can be pressed now, oldest message first, then every menu, numbered from 1. */
export function liveButtons(messages: readonly (SlackMessage | SlackEphemeral)[]): readonly LiveButton[] {
  return messages
    .flatMap((message) => pressableIn(message.blocks).map((button) => ({ message, button })))
    .toSorted((one, other) => Number(isMenu(one.button)) - Number(isMenu(other.button)))
    .map(({ message, button }, index) => ({
      number: index + 1,
      label: labelOf(button),
      choices: optionsOf(button).map((option) => ({
        value: textOf(option['value']) ?? '',
        label: optionLabel(option),
      })),
      actionId: textOf(button['action_id']) ?? '',
      value: textOf(button['value']) ?? null,
      message,
      button,
    }));
}

/** The number that a button is pressed by; null if it cannot be pressed any more. */
export function numberIn(live: readonly LiveButton[], button: Fields): number | null {
  return live.find((one) => isSameButton(one.button, button))?.number ?? null;
}

/** What Slack asks before it sends the press: title, text, and the two answers; null if it asks nothing. */
export function questionOf({
  button,
}: LiveButton): { readonly title: string; readonly text: string; readonly yes: string } | null {
  const confirm = fieldsOf(button['confirm']);
  const words = (name: string) => textOf(fieldsOf(confirm[name])['text']) ?? '';
  return words('title') === '' ? null : { title: words('title'), text: words('text'), yes: words('confirm') };
}

function isMenu(button: Fields): boolean {
  return optionsOf(button).length > 0;
}
