import type { ChatMessage } from '#block-kit/message.ts';
import { escapeMrkdwn, isolated, oneLine } from '#block-kit/text.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { bestEffort } from '#features/thread/best-effort.ts';
import type { Place, PostOnce } from '#ports/chat.ts';

/** A person by pseudonym, as a text mentions them. */
const MENTION = /<@([^>|]+)>/g;
/** Stands for a person whose name the chat does not tell. */
const UNNAMED = 'a colleague';

interface Posting {
  readonly place: Place;
  readonly message: ChatMessage;
  readonly once: PostOnce;
  /** Whom the message names without calling them, by pseudonym; `all`: it calls no person. */
  readonly uncalled: readonly string[] | 'all';
}

/**
 * Posts a message that names people without calling them; resolves to its id. Slack calls each person whom a new message mentions, and
 * no person by an edit: so they are named in plain text first, and mentioned by an edit right after the post.
 */
export async function postQuietly(
  { chat, log }: Pick<CoPilot, 'chat' | 'log'>,
  { place, message, once, uncalled }: Posting,
): Promise<{ readonly ts: string }> {
  const quiet = await withPlainNames(chat, message, uncalled);
  const posted = await chat.post(place, quiet, once);
  if (quiet !== message) await bestEffort(log, () => chat.update(place.channel, posted.ts, message));
  return posted;
}

/** The message with plain names in the place of mentions of these people; itself if it mentions none of them. */
async function withPlainNames(
  chat: Pick<CoPilot['chat'], 'displayNameOf'>,
  message: ChatMessage,
  people: Posting['uncalled'],
): Promise<ChatMessage> {
  const whole = JSON.stringify(message);
  const mentioned = [...new Set(Array.from(whole.matchAll(MENTION), ([, person = '']) => person))];
  const uncalled = mentioned.filter((person) => people === 'all' || people.includes(person));
  if (uncalled.length === 0) return message;
  const names = new Map<string, string>();
  for (const person of uncalled) names.set(person, inJson(await chat.displayNameOf(person)));
  return JSON.parse(whole.replace(MENTION, (mention, person: string) => names.get(person) ?? mention));
}

/** A name as a text of mrkdwn, as it stands within JSON. */
function inJson(name: string | null): string {
  const words = name === null ? UNNAMED : escapeMrkdwn(isolated(oneLine(`@${name}`, 80)));
  return JSON.stringify(words).slice(1, -1);
}
