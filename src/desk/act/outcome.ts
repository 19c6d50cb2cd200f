import type { KnownBlock, ModalView } from '@slack/types';
import type { ChatMessage } from '#block-kit/message.ts';
import type { FormValues } from '#desk/block-kit/held-value.ts';

/** A form that a person has open. */
export interface OpenForm {
  /** Tells it from every other form, so that one is taken once. */
  readonly id: string;
  readonly view: ModalView;
}

/** What a person is shown around a button, and its place in the chat. */
export interface Shown {
  readonly blocks: readonly KnownBlock[];
  /** Null if it belongs to no channel. */
  readonly channel: string | null;
  /** The form that they press in; a message if left out. */
  readonly form?: OpenForm;
  /** What the form holds. */
  readonly values?: FormValues;
}

/** What an act on the desk comes to. */
export type ActOutcome =
  /** A form to fill in, with what was typed and what is wrong with it. */
  | {
      readonly kind: 'form';
      readonly form: OpenForm;
      readonly values: FormValues;
      readonly errors: Readonly<Record<string, string>>;
    }
  /** Words for the person alone. */
  | { readonly kind: 'told'; readonly messages: readonly ChatMessage[] }
  /** It is taken, and the page shows what came of it. */
  | {
      readonly kind: 'done';
      /** The experiment that it began, if it did. */
      readonly began?: string;
    }
  /** The page does not show this button any more. */
  | { readonly kind: 'gone' };
