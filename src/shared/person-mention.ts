/** People as the journal writes them into texts, `<@p_…>`; the first group is the pseudonym. Spans, with the flag `g`. */
export const PERSON_MENTION = /<@(p[_-][a-z0-9-]+)>/g;

/**
 * A text without its people, for what cannot be taken back when a person is forgotten, such as an issue or a commit: not even a
 * pseudonym stays.
 */
export function withoutPeople(text: string): string {
  return text.replaceAll(/<@[^>\s]*>/g, 'a person');
}
