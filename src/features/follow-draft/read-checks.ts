import type { ChecksStand, CodeChecks } from '#domain/code/checks.ts';
import type { CheckOfCommit, PullRequestHead } from '#ports/code-review.ts';
import { MINUTE } from '#shared/clock.ts';

/** How long the first check of a commit may take to begin. */
export const CHECKS_BEGIN_WITHIN = 10 * MINUTE;
const MOST_NAMED = 10;

/**
 * How the checks of a head stand together; null if none has begun and it is too early to say that there are none. `found` is null if
 * the bot may not read them. `since` is when the head was made, milliseconds since the Unix epoch.
 */
export function readChecksOf(
  { commit: head, isDraft }: PullRequestHead,
  found: readonly CheckOfCommit[] | null,
  { since, now }: { readonly since: number; readonly now: number },
): CodeChecks | null {
  const said = { head, isDraft, failed: [] };
  if (found === null) return { ...said, stand: 'hidden', total: 0 };
  const counted = found.filter(({ outcome }) => outcome !== 'skipped');
  if (counted.length === 0 && now - since < CHECKS_BEGIN_WITHIN) return null;
  const failed = found
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'stopped')
    .slice(0, MOST_NAMED)
    .map(({ name, url }) => ({ name, url }));
  return { ...said, failed, stand: standOf(counted), total: counted.length };
}

function standOf(checks: readonly CheckOfCommit[]): ChecksStand {
  const has = (wanted: CheckOfCommit['outcome']) => checks.some(({ outcome }) => outcome === wanted);
  if (has('running')) return 'running';
  if (has('failed')) return 'red';
  if (has('stopped')) return 'stopped';
  return has('passed') ? 'green' : 'none';
}
