import type { ShownNames } from '#desk/block-kit/face.ts';
import type { CoPilot } from '#features/co-pilot.ts';

/** Mentions of mrkdwn, and people in rich text. */
const MENTIONED = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|"user_id":"([UW][A-Z0-9]+)"/g;

/** The names of all people whom these messages or views mention. The chat service is asked once for each; whom it does not tell is shown by id. */
export async function namesIn(
  { people, chat }: Pick<CoPilot, 'people' | 'chat'>,
  shown: readonly unknown[],
): Promise<ShownNames> {
  const text = JSON.stringify(shown);
  const users = [...new Set(Array.from(text.matchAll(MENTIONED), ([, one, other]) => one ?? other ?? ''))];
  const names = new Map(
    await Promise.all(users.map(async (user) => [user, await nameOf({ people, chat }, user)] as const)),
  );
  return { user: (id) => names.get(id) ?? null, channel: () => null };
}

async function nameOf(
  { people, chat }: Pick<CoPilot, 'people' | 'chat'>,
  user: string,
): Promise<string | null> {
  const pseudonym = await people.knownAs(user);
  return pseudonym === null ? null : chat.displayNameOf(pseudonym);
}
