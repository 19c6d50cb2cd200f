import type { CoPilot } from '#features/co-pilot.ts';
import type { SubcommandCall } from '#features/feature.ts';
import { notSetUp } from '#features/not-set-up.ts';
import type { ChatPlace } from '#ports/chat-place.ts';
import { toAppError } from '#shared/errors.ts';

/** Why no experiment can be proposed here and what to do; null if it can. */
const WORDS: Readonly<Record<ChatPlace, string | null>> = {
  usual: null,
  direct:
    'An experiment needs a thread that its approvers can see, and a direct message has none. Type the same in a channel.',
  'without-bot':
    'I am not in this private channel, so I cannot post here. Type `/invite` and my name first, then the same again; or type it in another channel.',
  archived: 'This channel is archived, so I cannot post here. Type the same in another channel.',
  untold:
    'Slack does not tell me now who reads this channel, and people of another company may. Nothing was done. Try again in a minute.',
  shared:
    'People of another company are in this channel, and they would read all about the experiment. Type the same in a channel of your own.',
};

/**
 * Why a form that is open may not begin an experiment in its channel; null if it may. A channel may have been shared since the form
 * opened, and a follow-up begins in the channel of the experiment before it. It may not if the chat service does not tell in time.
 */
export async function sharedMeanwhile(
  { chat }: Pick<CoPilot, 'chat'>,
  channel: string,
): Promise<string | null> {
  try {
    return (await chat.isShared(channel)) ? WORDS.shared : null;
  } catch (thrown) {
    // An app that may not ask is told of at its start.
    return toAppError(thrown).code === 'slack.missing_scope' ? null : WORDS.untold;
  }
}

/** Why a channel has no room for a thread, to a person who can choose another one; null if it has. */
const WHY_ELSEWHERE: Readonly<Record<ChatPlace, string | null>> = {
  usual: null,
  direct: 'A direct message has no room for the thread of an experiment.',
  'without-bot': 'I am not in this private channel, so I cannot post there.',
  archived: 'This channel is archived, so I cannot post there.',
  untold: 'Slack does not tell me now who reads this channel, and people of another company may.',
  shared: 'People of another company are in this channel, and they would read all about the experiment.',
};

/** Why a channel that a person chose in a form has no room for an experiment; null if it has. */
export async function chosenPlaceProblem(
  { chat }: Pick<CoPilot, 'chat'>,
  channel: string,
): Promise<string | null> {
  const why = WHY_ELSEWHERE[await chat.placeOf(channel, '')];
  return why === null ? null : `${why} Choose another channel.`;
}

/** Why the thread of a kept idea cannot begin in its channel now, and what to do; null if it can. */
export async function keptPlaceProblem(
  { chat }: Pick<CoPilot, 'chat'>,
  channel: string,
): Promise<string | null> {
  const why = WHY_ELSEWHERE[await chat.placeOf(channel, '')];
  return why === null
    ? null
    : `${why} The idea stays in the backlog. Propose it anew in another channel, or plan it once that has changed.`;
}

/** Why the form asks for a channel although a message stands in one; null if its own has room. */
export function elsewhereNote(place: ChatPlace): string | null {
  const why = WHY_ELSEWHERE[place];
  return why === null ? null : `${why} Choose the channel in which the thread begins.`;
}

/** Says why the form does not open here or yet, before a person fills it in for nothing. True if it does not open. */
export async function refusesPlace(
  { chat, settings }: Pick<CoPilot, 'chat' | 'settings'>,
  { command, respond }: Pick<SubcommandCall, 'command' | 'respond'>,
): Promise<boolean> {
  const text =
    notSetUp({ settings }) ?? WORDS[await chat.placeOf(command.channel_id, command.channel_name ?? '')];
  if (text === null) return false;
  await respond({ text, response_type: 'ephemeral' });
  return true;
}
