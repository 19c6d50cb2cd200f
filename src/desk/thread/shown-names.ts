import type { ShownNames } from '#desk/block-kit/face.ts';
import type { CoPilot } from '#features/co-pilot.ts';

/** Mentions of mrkdwn, and people in rich text. */
const MENTIONED = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|"user_id":"([UW][A-Z0-9]+)"/g;
/** Channels of mrkdwn, and those in rich text. */
const CHANNELS = /<#([CG][A-Z0-9]+)(?:\|[^>]*)?>|"channel_id":"([CG][A-Z0-9]+)"/g;

type Needs = Pick<CoPilot, 'people' | 'chat' | 'sight'>;

/**
 * The names of all people whom these messages or views mention, and of the channels in them that the reader may see. The chat service is
 * asked once for each; what it does not tell is shown by id.
 */
export async function namesIn(needs: Needs, shown: readonly unknown[]): Promise<ShownNames> {
  const text = JSON.stringify(shown);
  const [names, channels] = await Promise.all([
    namedIn(text, MENTIONED, (user) => nameOf(needs, user)),
    namedIn(text, CHANNELS, (channel) => channelNameOf(needs, channel)),
  ]);
  return { user: (id) => names.get(id) ?? null, channel: (id) => channels.get(id) ?? null };
}

async function namedIn(
  text: string,
  mentions: RegExp,
  name: (id: string) => Promise<string | null>,
): Promise<ReadonlyMap<string, string | null>> {
  const ids = [...new Set(Array.from(text.matchAll(mentions), ([, one, other]) => one ?? other ?? ''))];
  return new Map(await Promise.all(ids.map(async (id) => [id, await name(id)] as const)));
}

async function nameOf({ people, chat }: Needs, user: string): Promise<string | null> {
  const pseudonym = await people.knownAs(user);
  return pseudonym === null ? null : chat.displayNameOf(pseudonym);
}

async function channelNameOf({ chat, sight }: Needs, channel: string): Promise<string | null> {
  try {
    return (await sight.sees(channel)) ? await chat.channelNameOf(channel) : null;
  } catch {
    return null;
  }
}
