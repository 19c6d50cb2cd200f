/** A kind of text that is kept from models, logs, commits and pull requests. */
export type PrivateKind = 'secret' | 'email' | 'phone' | 'card' | 'iban' | 'slack-id';

/** Private text at a place: offsets of its first character and of the one after its last. */
export interface PrivatePart {
  readonly kind: PrivateKind;
  readonly start: number;
  readonly end: number;
}

/**
 * The place that a text comes from. `slack`: words of people, in which ids of Slack are private. `code`: a source file, in which a
 * number is private only if it is written as one of a person. `log`: a field of a log line, which may name ids of Slack.
 */
export type TextPlace = 'slack' | 'code' | 'log';

/** All matches of an expression, which has the flag `g`. */
export function matchingParts(
  text: string,
  kind: PrivateKind,
  expression: RegExp,
  holds: (match: string, start: number) => boolean = () => true,
): readonly PrivatePart[] {
  return [...text.matchAll(expression)]
    .filter((match) => holds(match[0], match.index))
    .map((match) => ({ kind, start: match.index, end: match.index + match[0].length }));
}
