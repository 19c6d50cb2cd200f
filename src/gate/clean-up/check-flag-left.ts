import { isOpenPath, saysGenerated } from '#gate/any/check-paths.ts';
import type { Finding, ProposedCleanUp } from '#gate/change.ts';
import type { ChangedRepository } from '#gate/changed-repository.ts';

/** Tells whether a text holds the key as a whole: a longer key that begins or ends alike is another flag's. */
export function holdsKey(text: string, key: string): boolean {
  const escaped = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`).test(text);
}

/**
 * The flag's key stands nowhere any more: not in code, registries, configuration, documents or tests. Files that no change
 * may touch, and what tools generate, are left to people.
 */
export async function checkFlagLeft(
  { plan }: ProposedCleanUp,
  base: ChangedRepository,
): Promise<readonly Finding[]> {
  const paths = await base.holdingAfter(plan.flagKey);
  const texts = await Promise.all(
    paths.map(async (path) => ({ path, text: (await base.after(path)) ?? '' })),
  );
  return texts
    .filter(({ path, text }) => holdsKey(text, plan.flagKey) && isOpenPath(path) && !saysGenerated(text))
    .map(({ path }) => ({
      code: 'flag-left',
      path,
      sentence: `${path} still holds the flag key "${plan.flagKey}". Remove it.`,
    }));
}
