import { NAMED } from './people.ts';

/** Pseudonyms look like `p_` and letters or digits; in texts they stand as `<@p_…>`. */
const MENTION = /<@(p_[a-z0-9]+)>/g;

/**
 * Puts Slack users in the place of pseudonyms, anywhere in a JSON-safe value. A pseudonym without a key
 * becomes "a former member". Works on a copy.
 */
export async function withMentions<Value>(
  value: Value,
  userOf: (pseudonym: string) => Promise<string | null>,
): Promise<Value> {
  const text = JSON.stringify(value);
  const pseudonyms = new Set(Array.from(text.matchAll(MENTION), (match) => match[1] ?? ''));
  if (pseudonyms.size === 0) return value;
  const names = new Map<string, string>();
  for (const pseudonym of pseudonyms) {
    const user = await userOf(pseudonym);
    names.set(pseudonym, user === null ? 'a former member' : mentionOf(user));
  }
  const named = text.replace(MENTION, (_whole, pseudonym: string) => names.get(pseudonym) ?? 'someone');
  return JSON.parse(named);
}

/** A Slack user by a mention, a person of another service by the name alone, escaped for mrkdwn and for JSON. */
function mentionOf(user: string): string {
  if (!user.startsWith(NAMED)) return `<@${user}>`;
  const name = user.slice(NAMED.length).replaceAll(/[<>&*_~`]/g, '');
  return JSON.stringify(name).slice(1, -1);
}
