import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';

/** The answer to a key that no experiment has; mrkdwn. `usage` is what the command is called with, if no key was typed. */
export function unknownKey(key: string, usage: string): string {
  if (key === '') return `Say which experiment: \`/experiment ${usage}\`.`;
  return `There is no experiment "${escapeMrkdwn(oneLine(key, 60))}". \`/experiment list\` shows those there are.`;
}
