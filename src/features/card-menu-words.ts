import { bold } from '#block-kit/mrkdwn.ts';

/** How a message in a thread names a choice of the card's menu: Slack takes no command there. Mrkdwn. */
export function inCardMenu(choice: string): string {
  return `${bold(choice)} in the menu of the card`;
}
