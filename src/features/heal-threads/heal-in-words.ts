import type { CoPilot } from '#features/co-pilot.ts';
import { bestEffort } from '#features/thread/best-effort.ts';
import { healThread } from './heal-thread.ts';

const WORDS = {
  nothing: null,
  card: 'The card was deleted. It is posted anew, and the thread goes on under it.',
  closed:
    'Slack takes no message of the bot in the channel of this experiment. The bot writes to its owner, its requester and the approvers directly, at most once a day.',
  open: 'The channel takes messages of the bot again. The thread goes on with the messages that were missing.',
  messages: 'A message that waits for a person was missing in the thread. It is posted anew.',
} as const;

/** Brings back what is missing of a thread, in words for the person who asked; null if nothing was missing, or if the chat service does not answer. */
export async function healInWords(coPilot: CoPilot, key: string): Promise<string | null> {
  const healed = await bestEffort(coPilot.log, () => healThread(coPilot, key));
  return WORDS[healed ?? 'nothing'];
}
