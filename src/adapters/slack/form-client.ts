import type { WebClient } from '@slack/web-api';
import { slackErrorName, toSlackError } from './errors.ts';
import { slackFault } from './fault-kinds.ts';

/** Slack's errors of a form that came too late: pressing again gives a new trigger. */
const LATE: ReadonlySet<string> = new Set([
  'exchanged_trigger_id',
  'expired_trigger_id',
  'invalid_trigger_id',
]);

/**
 * The client that Bolt hands to a listener, whose forms fail with what is wrong and what to do about it: what Slack's own
 * client throws would be taken for a bug.
 */
export function withNamedFaults(client: WebClient): WebClient {
  const open: WebClient['views']['open'] = async (request) => {
    try {
      return await client.views.open(request);
    } catch (thrown) {
      throw formFault(thrown);
    }
  };
  return Object.create(client, { views: { value: { ...client.views, open } } });
}

function formFault(thrown: unknown) {
  const name = slackErrorName(thrown);
  if (name === null || !LATE.has(name)) return toSlackError(thrown);
  const message = 'Slack waits three seconds for a form, and this one came later.';
  return slackFault(name, message, { cause: thrown, kind: 'late' });
}
