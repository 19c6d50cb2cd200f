import { checkAnyChange } from '#gate/any/check-any-change.ts';
import type { AddedSecrets } from '#gate/any/check-secrets.ts';
import type { Finding, ProposedChange } from '#gate/change.ts';
import { changedRepository } from '#gate/changed-repository.ts';
import { checkCleanUpChange } from '#gate/clean-up/check-clean-up.ts';
import { checkImplementedChange } from '#gate/implement/check-implementation.ts';

/**
 * Why a change may not be proposed, judged by parsed code. Empty if the gate accepts it. All reasons are looked for, so that
 * an author learns of them at once.
 */
export async function checkChange(
  change: ProposedChange,
  redaction: AddedSecrets,
): Promise<readonly Finding[]> {
  const base = changedRepository(change);
  const common = await checkAnyChange(change, base, redaction);
  const own =
    change.kind === 'implement'
      ? await checkImplementedChange(change, base)
      : await checkCleanUpChange(change, base);
  return [...common, ...own];
}
