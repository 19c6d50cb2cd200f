import { context } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { truncate } from '#block-kit/text.ts';
import { DECISION_STAMPS } from '#domain/decision/decide.ts';
import { DECISION_WORDS } from '#features/act-words.ts';
import { moment } from '#features/moment.ts';
import { said } from '#features/said.ts';

/** A stamp is one line; reasons that people gave are longer, and stand in the journal. */
const STAMP_LENGTH = 1_800;

/**
 * The same message with its buttons replaced by what was pressed, by whom and when (`at` in milliseconds). The text may
 * hold what a person wrote as it is.
 */
export function stamped(original: ChatMessage, text: string, at: number): ChatMessage {
  const words = truncate(said(shownStamp(text)), STAMP_LENGTH);
  return message({
    ...original,
    text: `${original.text} — ${words}`,
    blocks: [
      ...original.blocks.filter((block) => block.type !== 'actions'),
      context([`:ballot_box_with_check: ${words} · ${moment(at, '{date_short_pretty} at {time}')}`]),
    ],
  });
}

/** The stamp of a decision that ships nothing is stored under an older name; every other stamp is shown as it is stored. */
export function shownStamp(text: string): string {
  const stored = DECISION_STAMPS['end-without-winner'];
  return text.startsWith(stored) ? DECISION_WORDS['end-without-winner'] + text.slice(stored.length) : text;
}
