import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { OpenForm } from './outcome.ts';

interface FormAtHand {
  readonly form: OpenForm;
  /** The channel in which it was opened; null if it belongs to none. */
  readonly channel: string | null;
}

interface WordsAtHand {
  readonly blocks: readonly KnownBlock[];
  readonly channel: string | null;
}

const Channel = z.string().nullable();

/** A form as a page carries it. What a seal held was written here, so its views are not checked again. */
export const SealedForm = {
  write: (form: FormAtHand): unknown => ({ kind: 'form', ...form }),
  /** Null if it is another thing. */
  read: (value: unknown): FormAtHand | null => {
    const read = z
      .object({
        kind: z.literal('form'),
        form: z.object({ id: z.string(), view: z.custom<ModalView>() }),
        channel: Channel,
      })
      .safeParse(value);
    return read.success ? read.data : null;
  },
};

/** Words to one person, with the buttons among them. */
export const SealedWords = {
  write: (words: WordsAtHand): unknown => ({ kind: 'words', ...words }),
  /** Null if it is another thing. */
  read: (value: unknown): WordsAtHand | null => {
    const read = z
      .object({ kind: z.literal('words'), blocks: z.custom<readonly KnownBlock[]>(), channel: Channel })
      .safeParse(value);
    return read.success ? read.data : null;
  },
};
