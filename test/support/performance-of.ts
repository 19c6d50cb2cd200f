import { fold } from '#domain/commit.ts';
import { type Effect, effectKey } from '#domain/effect.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Performance } from '#journal/perform.ts';

/** The newest effect of an experiment that fits, as the worker hands it to a performer at the first attempt. */
export async function performanceOf<Kind extends Effect['kind']>(
  { store, load }: Pick<CoPilot, 'store' | 'load'>,
  key: string,
  fits: (effect: Effect) => effect is Extract<Effect, { readonly kind: Kind }>,
): Promise<Performance<Kind>> {
  const commits = await store.commits(key);
  const experiment = await load(key);
  for (const [at, commit] of [...commits.entries()].reverse()) {
    const index = commit.effects.findLastIndex(fits);
    const effect = commit.effects[index];
    const then = fold(commits.slice(0, at + 1));
    if (effect === undefined || !fits(effect) || experiment === null || then === null) continue;
    const confirm = async () => {};
    return {
      effect,
      key: effectKey(key, commit.version, index),
      commit,
      experiment,
      then,
      attempts: 1,
      confirm,
    };
  }
  throw new Error(`no such effect in ${key}`);
}
