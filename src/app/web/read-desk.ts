import { z } from 'zod';
import { type Environment, readVariables } from '#adapters/vendor.ts';
import type { DeskSettings } from '#app/web/desk-settings.ts';
import { ok, type Result, refused } from '#shared/result.ts';

const ADDRESS =
  'must be the address at which browsers reach the desk, without a path: https://experiments.example.com (http for this machine alone)';
/** Names of this machine in an address, which no other can take for itself. */
export const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];
const SECRET = 'set it to that of the app (page "Basic Information"): people sign in to the desk with Slack';

const readSlack = readVariables(
  {
    DESK_URL: z.string().refine(isOrigin, { error: ADDRESS }),
    SLACK_CLIENT_ID: z.string({ error: SECRET }).regex(/^\d+\.\d+$/, { error: SECRET }),
    SLACK_CLIENT_SECRET: z.string({ error: SECRET }),
    SLACK_API_URL: z.url().default('https://slack.com/api/'),
  },
  (set): DeskSettings => ({
    kind: 'slack',
    origin: new URL(set.DESK_URL).origin,
    clientId: set.SLACK_CLIENT_ID,
    clientSecret: set.SLACK_CLIENT_SECRET,
    issuer: new URL(set.SLACK_API_URL).origin,
  }),
);

/** How people come to the desk of a workspace; null without DESK_URL: then there is no desk. Refuses one without the ids for signing in. */
export function readDesk(set: Environment): Result<DeskSettings | null, readonly string[]> {
  if (set['DESK_URL'] !== undefined) return readSlack(set);
  const left = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET'].filter((name) => set[name] !== undefined);
  if (left.length === 0) return ok(null);
  return refused([
    `DESK_URL is not set: ${left.join(' and ')} stand for signing in to the desk. Its value ${ADDRESS}.`,
  ]);
}

/** An https origin, or one of this machine over http. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text);
  if (pathname !== '/' || search + hash + username + password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
}
