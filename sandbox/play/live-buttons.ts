import { type Fields, fieldsOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import type { SlackMessage } from '#sandbox/stand-ins/slack/state.ts';
import { buttonsIn, isSameButton, labelOf } from '#sandbox/terminal/buttons.ts';

/** A button that can be pressed now. */
export interface LiveButton {
  readonly number: number;
  readonly label: string;
  readonly actionId: string;
  readonly value: string | null;
  readonly message: SlackMessage;
  readonly button: Fields;
}

/** Every button that can be pressed now, oldest message first, numbered from 1. */
export function liveButtons(messages: readonly SlackMessage[]): readonly LiveButton[] {
  return messages
    .flatMap((message) => buttonsIn(message.blocks).map((button) => ({ message, button })))
    .map(({ message, button }, index) => ({
      number: index + 1,
      label: labelOf(button),
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
