import type { ChatMessage } from '#block-kit/message.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { bestEffort } from '#features/thread/best-effort.ts';
import type { Place, PostOnce } from '#ports/chat.ts';

/** A person by pseudonym, as a text mentions them. */
const MENTION = /<@([^>|]+)>/g;
/** Stands for a person until their name is there. */
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
 * no person by an edit: so they get their names by an edit right after the post. If that edit fails, the names stay out.
 */
export async function postQuietly(
  { chat, log }: Pick<CoPilot, 'chat' | 'log'>,
  { place, message, once, uncalled }: Posting,
): Promise<{ readonly ts: string }> {
  const quiet = withoutNames(message, uncalled);
  const posted = await chat.post(place, quiet, once);
  if (quiet !== message) await bestEffort(log, () => chat.update(place.channel, posted.ts, message));
  return posted;
}

/** The message without the names of these people; itself if it names none of them. */
export function withoutNames(message: ChatMessage, people: Posting['uncalled']): ChatMessage {
  const whole = JSON.stringify(message);
  const quiet = whole.replace(MENTION, (mention, person: string) =>
    people === 'all' || people.includes(person) ? UNNAMED : mention,
  );
  return quiet === whole ? message : JSON.parse(quiet);
}
