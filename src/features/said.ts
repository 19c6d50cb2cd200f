import { escapeMrkdwn, truncate } from '#block-kit/text.ts';

/** Pseudonyms as they stand in texts, once escaped. */
const ESCAPED_MENTION = /&lt;@(p_[a-z0-9]+)&gt;/g;
const MENTION = /<@p_[a-z0-9]+>/g;

/**
 * What a person wrote, as mrkdwn: no link, broadcast or mention can be smuggled in, but the people whom they named
 * (pseudonyms by then) stay named.
 */
export function said(text: string): string {
  return escapeMrkdwn(text).replace(ESCAPED_MENTION, '<@$1>');
}

/** What a person wrote, for places that show plain text: a pseudonym would say nothing there. */
export function saidPlainly(text: string): string {
  return text.replace(MENTION, 'somebody');
}

/** The longest reason that a line of the thread repeats. */
const REASON_LENGTH = 2_000;

/** A reason as the end of a sentence, before its full stop, as the words of a person: ": “they do not fit”". Empty if none was given. */
export function reasonOf(reason: string): string {
  const words = said(reason.trim().replace(/\.$/, '')).replace(/[“”]/g, '"');
  return words === '' ? '' : `: “${truncate(words, REASON_LENGTH)}”`;
}
