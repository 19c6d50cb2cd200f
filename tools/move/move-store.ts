import { rebuildSummaries } from '#journal/rebuild.ts';
import { verifyStore } from '#journal/verify.ts';
import type { Store } from '#ports/store.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { firstDifference } from './compare-stores.ts';
import { allKeys, everyClaim, everyPerson, isEmpty } from './contents.ts';

/** What was moved. */
export interface Moved {
  readonly experiments: number;
  readonly commits: number;
  readonly claims: number;
  readonly people: number;
}

/**
 * Copies a whole store into an empty one, delivery state, claims and pseudonym keys included, rebuilds the list, and
 * compares both. No bot may run on either. The source is only read. With `resume` the target may hold part of the source
 * (from a move that was interrupted), and nothing else. Refuses with a sentence for the person who moves.
 */
export async function moveStore(
  from: Store,
  to: Store,
  { resume }: { readonly resume: boolean },
): Promise<Result<Moved, string>> {
  const broken = await firstBroken(from);
  if (broken !== null) return refused(`Nothing was moved: in the source ${broken}.`);
  if (!resume && !(await isEmpty(to))) {
    return refused('Nothing was moved: the target is not empty. --resume continues an interrupted move.');
  }
  const copied = await copy(from, to);
  if (copied.kind === 'refused') return copied;
  await rebuildSummaries(to);
  const damaged = await firstBroken(to);
  if (damaged !== null) return refused(`The move failed: in the target ${damaged}.`);
  const difference = await firstDifference(from, to);
  if (difference !== null) return refused(`The move failed: ${difference}. Was a bot running?`);
  return copied;
}

async function firstBroken(store: Store): Promise<string | null> {
  for await (const { broken } of verifyStore(store)) {
    if (broken !== null) return `the chain is broken at ${broken.id}: ${broken.why}`;
  }
  return null;
}

async function copy(from: Store, to: Store): Promise<Result<Moved, string>> {
  const keys = await allKeys(from);
  let commits = 0;
  for (const key of keys) {
    const count = await copyExperiment(from, to, key);
    if (count === null) return refused(`The target holds something else under experiment ${key}.`);
    commits += count;
  }
  let claims = 0;
  for await (const { scope, key, at } of everyClaim(from)) {
    await to.claim(scope, key, at);
    claims += 1;
  }
  let people = 0;
  for await (const { slackUser, pseudonym } of everyPerson(from)) {
    if ((await to.pseudonymOf(slackUser, pseudonym)) !== pseudonym) {
      return refused('The target knows a person under another pseudonym.');
    }
    people += 1;
  }
  return ok({ experiments: keys.filter((key) => !key.startsWith('$')).length, commits, claims, people });
}

/** How many commits the experiment has; null if the target has one of them that is not the same. */
async function copyExperiment(from: Store, to: Store, key: string): Promise<number | null> {
  const present = new Map((await to.entries(key)).map((entry) => [entry.id, canonicalJson(entry)]));
  const entries = await from.entries(key);
  for (const entry of entries) {
    const there = present.get(entry.id);
    if (there === undefined ? !(await to.restore(entry)) : there !== canonicalJson(entry)) return null;
  }
  return entries.length;
}
