import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What a `pull_request` webhook says, in our words. */
export interface PullRequestEvent {
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
  /** GitHub's word: `opened`, `closed`, `synchronize`, … */
  readonly action: string;
  readonly merged: boolean;
  readonly mergedBy: string | null;
}

/**
 * True where `header` (`X-Hub-Signature-256`) is `sha256=` and the HMAC-SHA256 of the raw body.
 * Takes the same time wherever the two differ. An empty secret never verifies.
 */
export function verifyGitHubSignature(
  secret: string,
  rawBody: string | Uint8Array,
  header: string | undefined,
): boolean {
  if (secret === '' || header === undefined) return false;
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(rawBody).digest('hex')}`);
  const given = Buffer.from(header);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const eventSchema = z.object({
  action: z.string(),
  repository: z.object({ full_name: z.string() }),
  pull_request: z.object({
    number: z.number().int(),
    merged: z.boolean().nullish(),
    merged_by: z.object({ login: z.string() }).nullish(),
  }),
});

/** The event of a webhook's parsed body; null for every other kind of event. */
export function parsePullRequestEvent(body: unknown): PullRequestEvent | null {
  const parsed = eventSchema.safeParse(body);
  if (!parsed.success) return null;
  const { action, repository, pull_request: pull } = parsed.data;
  const merged = pull.merged === true;
  return {
    repository: repository.full_name,
    number: pull.number,
    action,
    merged,
    mergedBy: merged ? (pull.merged_by?.login ?? null) : null,
  };
}
