import { escapeSentence } from '#block-kit/text.ts';

/** Words of a fault as a sentence for Slack: escaped, with a full stop; empty if there are none. */
export function asSentence(words: string): string {
  const text = escapeSentence(words).trim();
  return text === '' || /[.!?]”?$/.test(text) ? text : `${text}.`;
}
