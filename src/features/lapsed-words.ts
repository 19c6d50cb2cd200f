import { mention } from '#block-kit/mrkdwn.ts';
import { listed } from '#shared/listed.ts';

/** That earlier votes of these people (pseudonyms) do not count any more, with a space before it; empty if there are none. Mrkdwn. */
export function lapsedWords(people: readonly string[], vote: 'approval' | 'vote'): string {
  if (people.length === 0) return '';
  const [verb, votes, role] =
    people.length === 1 ? ['counts', vote, 'that person is'] : ['count', `${vote}s`, 'they are'];
  return ` The earlier ${votes} of ${listed(people.map(mention))} no longer ${verb}, because ${role} no approver any more.`;
}
