import { isOpenPath, saysGenerated } from '#gate/any/check-paths.ts';
import type { Finding, ProposedCleanUp } from '#gate/change.ts';
import type { ChangedRepository } from '#gate/changed-repository.ts';
import { keyWord } from '#shared/whole-word.ts';

/**
 * The flag's key stands nowhere any more: not in code, registries, configuration, documents or tests. Files that no change
 * may touch, and what tools generate, are left to people.
 */
export async function checkFlagLeft(
  { plan }: ProposedCleanUp,
  base: ChangedRepository,
): Promise<readonly Finding[]> {
  const key = keyWord(plan.flagKey);
  const paths = await base.holdingAfter(plan.flagKey);
  const texts = await Promise.all(
    paths.map(async (path) => ({ path, text: (await base.after(path)) ?? '' })),
  );
  return texts
    .filter(({ path, text }) => key.test(text) && isOpenPath(path) && !saysGenerated(text))
    .map(({ path }) => ({
      code: 'flag-left',
      path,
      sentence: `${path} still holds the flag key "${plan.flagKey}". Remove it.`,
    }));
}
