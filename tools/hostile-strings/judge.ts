import { constructsOf } from './constructs.ts';
import { escapedInGitHub } from './judge-github.ts';
import { escapedInSlack } from './judge-slack.ts';
import type { PlayedString } from './play-string.ts';

/** Everything by which a string got out of being text: a sentence each, empty if it did not. */
export function escapesOf({
  string,
  left,
  acts,
}: Pick<PlayedString, 'string' | 'left' | 'acts'>): readonly string[] {
  const constructs = constructsOf(string);
  const secrets = constructs.filter(({ kind }) => kind === 'secret');
  const out = Object.entries(left.kept).flatMap(([place, text]) =>
    secrets
      .filter(({ part }) => text.includes(part))
      .map(({ part }) => `secret in ${place}: ${part.slice(0, 8)}…`),
  );
  return [
    ...escapedInSlack(left.slack, constructs),
    ...escapedInGitHub(left.github, constructs),
    ...out,
    ...acts,
  ];
}
