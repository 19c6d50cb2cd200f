import type { WebClient } from '@slack/web-api';
import type { Probe } from '#ports/telemetry.ts';
import { toSlackError } from './errors.ts';

/** Asks Slack who we are: the token works and Slack answers. */
export function createSlackProbe(client: WebClient): Probe {
  return async () => {
    try {
      await client.auth.test();
    } catch (thrown) {
      throw toSlackError(thrown);
    }
  };
}
