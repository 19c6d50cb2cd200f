import { actions, confirmation } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bullets, mention } from '#block-kit/mrkdwn.ts';
import { forgetButton } from './actions.ts';
import type { Known } from './forget-person.ts';
import { partLines } from './part-lines.ts';

const HOLDS_ROLE =
  'They hold a role in the settings. Take them out of the settings first: as long as they are named there, the next start makes them known again.';

/** What forgetting an address or a number would do, with the button that does it: neither shows it, which only its key holds. */
export function renderForgetContact({ pseudonym, parts }: Known): ChatMessage {
  const text =
    'Forget this address or number? Its original is erased for good. The words in which it stood say "removed", as they do now.';
  return message({
    text,
    blocks: [
      section(text),
      ...(parts.length === 0 ? [] : [section(bullets(partLines(parts)))]),
      actions([
        forgetButton.button(pseudonym, {
          label: 'Forget',
          style: 'danger',
          confirm: confirmation({
            title: 'Forget it?',
            text: 'The original is erased for good.',
            confirm: 'Forget',
            deny: 'Keep',
            style: 'danger',
          }),
        }),
      ]),
    ],
  });
}

/** What forgetting would do, with the button that does it. `user` is a chat user, who may hold a role now. */
export function renderForget(user: string, { parts }: Known, holdsRole: boolean): ChatMessage {
  const text = `Forget ${mention(user)}? From then on the bot writes "a former member" instead of their name. The journal does not change, and this cannot be undone: if they come back, the bot treats them as a new person.`;
  return message({
    text,
    blocks: [
      section(text),
      ...(holdsRole ? [section(HOLDS_ROLE)] : []),
      ...(parts.length === 0 ? [] : [section(bullets(partLines(parts)))]),
      actions([
        forgetButton.button(user, {
          label: 'Forget',
          style: 'danger',
          confirm: confirmation({
            title: 'Forget this person?',
            text: 'The key to their pseudonym is erased for good.',
            confirm: 'Forget',
            deny: 'Keep',
            style: 'danger',
          }),
        }),
      ]),
    ],
  });
}
