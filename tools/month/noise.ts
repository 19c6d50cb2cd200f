import type { Topic } from '#domain/topic.ts';
import type { Slack } from '#sandbox/stand-ins/slack/start-slack.ts';
import type { SlackMessage } from '#sandbox/stand-ins/slack/state.ts';

/** One message that the bot posted; edits are none, because they call no person. */
export interface Posted {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly channel: string;
  /** The person, if it went to one alone. */
  readonly to: string | null;
  readonly isReply: boolean;
  /** Ids of the people that it calls by name. */
  readonly mentions: readonly string[];
  /** The key of the effect that posted it; empty if there is none. */
  readonly key: string;
}

/** Topics that call people for the safety of users, whatever the hour. */
export const SAFETY: ReadonlySet<Topic> = new Set<Topic>([
  ...(['harm', 'harm-unproven', 'harm-escalated', 'health-alarm', 'watch-alerts'] as const),
  ...(['variant-dropped', 'shipment-taken-back', 'flag-tampered'] as const),
]);

/** Listens to a workspace from now on; the list grows with every message of the bot. */
export function listenToBot(slack: Slack): readonly Posted[] {
  const posted: Posted[] = [];
  slack.onChange((change) => {
    if (change.kind === 'message-posted' && change.message.bot_id !== undefined)
      posted.push(postedOf(change.message, slack));
  });
  return posted;
}

function postedOf(message: SlackMessage, slack: Slack): Posted {
  const payload = message.metadata?.['event_payload'];
  const key = typeof payload === 'object' && payload !== null ? Reflect.get(payload, 'key') : null;
  // Slack shows the blocks if there are any, and calls by them; the text is for the notification.
  const shown = message.blocks.length > 0 ? JSON.stringify(message.blocks) : message.text;
  return {
    at: Number(message.ts) * 1_000,
    channel: message.channel,
    to: slack.snapshot().channels[message.channel]?.user ?? null,
    isReply: message.thread_ts !== undefined && message.thread_ts !== message.ts,
    mentions: mentionsIn(shown),
    key: typeof key === 'string' ? key : '',
  };
}

/** Each person once: one message calls no person twice. Rich text names people by an element of their own. */
function mentionsIn(shown: string): readonly string[] {
  const found = [...shown.matchAll(/<@([UW][A-Z0-9]+)/g), ...shown.matchAll(/"user_id":"([UW][A-Z0-9]+)"/g)];
  return [...new Set(found.map(([, id = '']) => id))];
}
