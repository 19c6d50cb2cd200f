import { createHmac } from 'node:crypto';

/** The two headers by which Slack shows that a request is its own; `seconds` since 1970. */
export function signedHeaders(secret: string, body: string, seconds: number): Record<string, string> {
  const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'X-Slack-Request-Timestamp': String(seconds), 'X-Slack-Signature': `v0=${digest}` };
}
