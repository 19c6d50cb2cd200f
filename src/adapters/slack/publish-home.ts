import type { WebClient } from '@slack/web-api';
import { type HomeParts, home } from '#block-kit/view.ts';
import { slackErrorName, toSlackError } from './errors.ts';
import { withMentions } from './mentions.ts';

interface Needs {
  readonly client: WebClient;
  readonly userOf: (pseudonym: string) => Promise<string | null>;
}

/** As `Chat.showHome`: the mark is Slack's hash of the view. Throws Slack's fault. */
export async function publishHome(
  { client, userOf }: Needs,
  user: string,
  parts: HomeParts,
  over: string | null,
): Promise<string | null> {
  const view = home(await withMentions(parts, userOf));
  try {
    const hash = over === null ? {} : { hash: over };
    const { view: shown } = await client.views.publish({ user_id: user, view, ...hash });
    return shown?.hash ?? '';
  } catch (thrown) {
    if (slackErrorName(thrown) === 'hash_conflict') return null;
    throw toSlackError(thrown);
  }
}
