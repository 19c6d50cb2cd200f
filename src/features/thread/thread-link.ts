import type { Experiment } from '#domain/experiment.ts';
import type { Chat } from '#ports/chat.ts';

/** The address of the experiment's thread, for places outside of the chat; null if the chat cannot tell it. */
export async function threadLink(
  { chat }: { readonly chat: Pick<Chat, 'linkTo'> },
  { delivery: { channel, threadTs } }: Experiment,
): Promise<string | null> {
  return threadTs === null ? null : chat.linkTo(channel, threadTs);
}
