import type { ModalView } from '@slack/types';
import { textInput } from '#block-kit/inputs.ts';
import { modal } from '#block-kit/view.ts';

/** A modal that asks for one text; the pressed button's value travels along. */
export function reasonModal(parts: {
  readonly callbackId: string;
  readonly title: string;
  readonly label: string;
  readonly submit: string;
  readonly value: unknown;
}): ModalView {
  return modal({
    callbackId: parts.callbackId,
    title: parts.title,
    submit: parts.submit,
    close: 'Cancel',
    privateMetadata: JSON.stringify(parts.value),
    blocks: [
      textInput({
        label: parts.label,
        blockId: 'reason',
        actionId: 'reason',
        multiline: true,
        minLength: 3,
        maxLength: 1_000,
      }),
    ],
  });
}
