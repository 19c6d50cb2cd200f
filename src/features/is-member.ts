import type { CoPilot } from '#features/co-pilot.ts';

/** Whether a chat user is a person of this workspace who can act: no bot, not deactivated, of no other company. Throws the chat service's fault. */
export async function isMember({ chat }: Pick<CoPilot, 'chat'>, user: string): Promise<boolean> {
  return !((await chat.isGone(user)) || (await chat.isForeign(user)));
}
