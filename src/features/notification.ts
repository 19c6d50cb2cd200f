import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';

/** Characters that a phone shows of a notification. */
const LENGTH = 140;
/** Fewer characters of a title say nothing. */
const SHORTEST_TITLE = 12;

/**
 * The text of a notification: what happened, then which experiment, as far as there is room; at most 140 characters as people read
 * them. Takes plain text, gives mrkdwn.
 */
export function notificationText(what: string, title: string): string {
  const said = oneLine(what, LENGTH);
  const left = LENGTH - said.length - ' · '.length;
  return escapeMrkdwn(left < SHORTEST_TITLE ? said : `${said} · ${oneLine(title, left)}`);
}
