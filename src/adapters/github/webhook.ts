import { verify } from '@octokit/webhooks-methods';
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

/** True if `header` (`X-Hub-Signature-256`) signs the body with this secret. An empty secret or body never verifies. */
export async function verifyGitHubSignature(
  secret: string,
  body: string,
  header: string | undefined,
): Promise<boolean> {
  if (secret === '' || body === '' || header === undefined || header === '') return false;
  return verify(secret, body, header);
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

const checksSchema = z.object({
  action: z.string().nullish(),
  repository: z.object({ full_name: z.string() }),
  check_run: z.object({ head_sha: z.string() }).nullish(),
  check_suite: z.object({ head_sha: z.string() }).nullish(),
  /** Of a `status` event, beside `context`. */
  sha: z.string().nullish(),
  context: z.string().nullish(),
});

/**
 * The commit that a `status` webhook is about, or that a `check_run` or `check_suite` has ended for; null for every other event. A check
 * that begins is of less use than the three requests of a look.
 */
export function parseChecksEvent(
  body: unknown,
): { readonly repository: string; readonly commit: string } | null {
  const parsed = checksSchema.safeParse(body);
  if (!parsed.success) return null;
  const { action, repository, check_run: run, check_suite: suite, sha, context } = parsed.data;
  if ((run != null || suite != null) && action !== 'completed') return null;
  const commit = run?.head_sha ?? suite?.head_sha ?? (context == null ? null : sha);
  return commit == null ? null : { repository: repository.full_name, commit };
}
