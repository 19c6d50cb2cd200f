import { rebuildSummaries } from '#journal/rebuild.ts';
import { verifyStore } from '#journal/verify.ts';
import type { Store } from '#ports/store.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import type { StoreReader } from '#tools/store/store-reader.ts';
import { firstDifference } from './compare-stores.ts';
import {
  allKeys,
  everyAnswer,
  everyClaim,
  everyFlagPart,
  everyImport,
  everyPerson,
  everyRun,
  isEmpty,
} from './contents.ts';

/** Experiments that are copied side by side, so that they share the flushes of the target. */
const AT_ONCE = 20;

/** What was moved. */
export interface Moved {
  readonly experiments: number;
  readonly commits: number;
  readonly claims: number;
  readonly people: number;
  /** Imported past experiments. */
  readonly imported: number;
  /** Kept runs of the agents, and what their work read. */
  readonly runs: number;
}

/**
 * Copies a whole store into an empty one, delivery state, claims and pseudonym keys included, rebuilds the list, and
 * compares both. Nothing may be written to either meanwhile, or the source must be read as it was at one moment. The source is only read. With `resume` the target may hold part of the source
 * (from a move that was interrupted), and nothing else. Refuses with a sentence for the person who moves.
 */
export async function moveStore(
  from: StoreReader,
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

async function firstBroken(store: StoreReader): Promise<string | null> {
  for await (const { broken } of verifyStore(store)) {
    if (broken !== null) return `the chain is broken at ${broken.id}: ${broken.why}`;
  }
  return null;
}

async function copy(from: StoreReader, to: Store): Promise<Result<Moved, string>> {
  const keys = await allKeys(from);
  let commits = 0;
  for (let start = 0; start < keys.length; start += AT_ONCE) {
    const some = keys.slice(start, start + AT_ONCE);
    const counts = await Promise.all(some.map((key) => copyExperiment(from, to, key)));
    const refusedAt = some[counts.indexOf(null)];
    if (refusedAt !== undefined)
      return refused(`The target holds something else under experiment ${refusedAt}.`);
    commits += counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
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
  let imported = 0;
  for await (const line of everyImport(from)) {
    await to.putPast(line);
    imported += 1;
  }
  let runs = 0;
  for await (const run of everyRun(from)) {
    await to.putRun(run);
    runs += 1;
  }
  for (const use of await from.tokenUses()) await to.noteTokenUse(use);
  for await (const answer of everyAnswer(from)) await to.restoreAnswer(answer);
  for (const part of await everyFlagPart(from)) await to.restoreFlagPart(part);
  const experiments = keys.filter((key) => !key.startsWith('$')).length;
  return ok({ experiments, commits, claims, people, imported, runs });
}

/** How many commits the experiment has; null if the target has one of them that is not the same. */
async function copyExperiment(from: StoreReader, to: Store, key: string): Promise<number | null> {
  const present = new Map((await to.entries(key)).map((entry) => [entry.id, canonicalJson(entry)]));
  const entries = await from.entries(key);
  const kept = await Promise.all(
    entries.map((entry) => {
      const there = present.get(entry.id);
      return there === undefined ? to.restore(entry) : there === canonicalJson(entry);
    }),
  );
  if (kept.includes(false)) return null;
  return entries.length;
}
