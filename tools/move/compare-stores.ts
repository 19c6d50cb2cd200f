import { canonicalJson, hashOf } from '#shared/canonical-json.ts';
import type { StoreReader } from '#tools/store/store-reader.ts';
import {
  allKeys,
  everyAnswer,
  everyClaim,
  everyFlagPart,
  everyImport,
  everyPerson,
  everyRun,
} from './contents.ts';

/** The first thing that two stores do not both have, byte for byte, in words; null if they hold the same. */
export async function firstDifference(from: StoreReader, to: StoreReader): Promise<string | null> {
  const [keys, others] = [await allKeys(from), await allKeys(to)];
  const key = firstApart(keys, others);
  if (key !== null) return `experiment ${key} is in one store only`;
  for (const experiment of keys) {
    const difference = await entryApart(from, to, experiment);
    if (difference !== null) return difference;
  }
  const claim = firstApart(await linesOf(everyClaim(from)), await linesOf(everyClaim(to)));
  if (claim !== null) return `claim ${claim} is in one store only`;
  const imported = firstApart(await linesOf(everyImport(from)), await linesOf(everyImport(to)));
  if (imported !== null) return `the imported experiment ${imported} is in one store only`;
  const run = firstApart(await runsOf(from), await runsOf(to));
  if (run !== null) return `the kept run ${run} is in one store only`;
  const [uses, otherUses] = [await from.tokenUses(), await to.tokenUses()].map((all) =>
    all.map(canonicalJson),
  );
  if (firstApart(uses ?? [], otherUses ?? []) !== null) return 'the last use of a token is in one store only';
  const answer = firstApart(await answersOf(from), await answersOf(to));
  if (answer !== null) return `the kept answer ${answer} is in one store only`;
  const [parts, otherParts] = [await everyFlagPart(from), await everyFlagPart(to)];
  const part = firstApart(parts.map(canonicalJson), otherParts.map(canonicalJson));
  if (part !== null) return 'the flags are not the same in both stores';
  const people = [await linesOf(everyPerson(from)), await linesOf(everyPerson(to))] as const;
  // A key is personal data, and what this says may end in a log.
  return firstApart(...people) === null ? null : 'the key of a pseudonym is in one store only';
}

async function entryApart(from: StoreReader, to: StoreReader, experiment: string): Promise<string | null> {
  const [entries, others] = [await from.entries(experiment), await to.entries(experiment)];
  const length = Math.max(entries.length, others.length);
  for (let index = 0; index < length; index += 1) {
    const [entry, other] = [entries[index], others[index]];
    const same = entry !== undefined && other !== undefined && canonicalJson(entry) === canonicalJson(other);
    if (!same) return `commit ${(entry ?? other)?.id ?? experiment} is not the same in both stores`;
  }
  return null;
}

async function linesOf(items: AsyncIterable<unknown>): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const item of items) lines.push(canonicalJson(item));
  return lines.sort();
}

/** A line for each kept run: its id, and the hash of its content. */
async function runsOf(store: StoreReader): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const { body, ...run } of everyRun(store)) {
    lines.push(`${run.id} ${hashOf([run, Buffer.from(body).toString('base64')])}`);
  }
  return lines.sort();
}

/** A line for each kept answer: its id, and the hash of all that it holds. */
async function answersOf(store: StoreReader): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const answer of everyAnswer(store)) lines.push(`${answer.id} ${hashOf(answer)}`);
  return lines.sort();
}

/** The first of two sorted lists that the other one lacks. */
function firstApart(some: readonly string[], others: readonly string[]): string | null {
  const index = some.findIndex((line, at) => line !== others[at]);
  if (index >= 0) return some[index] ?? null;
  return others[some.length] ?? null;
}
