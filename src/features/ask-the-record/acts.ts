import { bold } from '#block-kit/mrkdwn.ts';
import { inCardMenu } from '#features/card-menu-words.ts';
import { bareWord, isFiller } from '#features/read-command/command-words.ts';

/** Something that people want done, and how they do it themselves. */
export interface AskedAct {
  readonly id: string;
  /** What is wanted, after "To": `pause it`. */
  readonly wanted: string;
  /** The words after `/experiment`, before the key; null if no command does it. */
  readonly command: string | null;
  /** The button that does it, with its place, as mrkdwn; null if there is none. */
  readonly button: string | null;
  /** Words that begin such a wish, beside the id. */
  readonly words: readonly string[];
}

const inThread = (label: string) => `${bold(label)} on the newest message in the thread that has it`;

/** Every act that people may ask for in words. */
export const ASKED_ACTS: readonly AskedAct[] = [
  act('pause', 'pause it', 'pause', inCardMenu('Pause'), ['halt', 'hold', 'freeze']),
  act('resume', 'resume it', 'resume', inCardMenu('Resume'), ['continue', 'unpause', 'restart']),
  act('ship', 'ship it', 'promote', inThread('Ship'), ['promote', 'release', 'rollout', 'deploy']),
  act('kill', 'stop it and keep the control', 'stop', inThread('Kill'), ['stop', 'end', 'abort', 'drop']),
  act('approve', 'approve the plan', null, inThread('Approve'), ['accept', 'confirm']),
  act('reject', 'reject the plan', null, inThread('Reject'), ['decline']),
  act('launch', 'launch it', null, inThread('Launch'), ['start']),
  act('extend', 'extend it', 'extend', inThread('Extend'), ['prolong']),
  act('amend', 'amend the plan', 'amend', inCardMenu('Amend the plan'), ['change']),
  act('edit', 'edit the request', 'edit', inCardMenu('Edit the request'), ['rewrite']),
  act('cancel', 'cancel it', 'cancel', inCardMenu('End'), ['withdraw', 'delete', 'remove']),
  act('undo', 'undo the decision', 'rollback', inThread('Undo'), ['rollback', 'revert']),
  act('retry', 'have it tried again', 'retry', inCardMenu('Try again'), ['rerun']),
  act('analyze', 'have it looked at now', 'analyze', null, ['analyse', 'refresh']),
];

function act(
  id: string,
  wanted: string,
  command: string | null,
  button: AskedAct['button'],
  words: readonly string[],
): AskedAct {
  return { id, wanted, command, button, words };
}

/** A wish put as a question. */
const POLITE = /^(?:can|could|would|will) you\b/iu;

/** The act that a text asks for as its first word says, politely or not; null if it asks for none. */
export function actIn(text: string): AskedAct | null {
  const words = text.trim().split(/\s+/).map(bareWord);
  const first = words.find((word) => !isFiller(word) && word !== 'will');
  const found = ASKED_ACTS.find(({ id, words: others }) => id === first || others.includes(first ?? ''));
  if (found === undefined) return null;
  return text.includes('?') && !POLITE.test(text.trim()) ? null : found;
}
