import { everyStream } from '#journal/every-experiment.ts';
import type { KeptAnswer } from '#ports/answer-store.ts';
import type { FlagPart, FlagPartId } from '#ports/flag-store.ts';
import type { PastLine } from '#ports/past-store.ts';
import type { KeptRun, RunLine } from '#ports/run-store.ts';
import type { StoredClaim, StoredPerson } from '#ports/transfer.ts';
import type { StoreReader } from '#tools/store/store-reader.ts';

const PAGE = 500;

/** Every claim of a store, read page by page. */
export async function* everyClaim(
  store: Pick<StoreReader, 'claimsAfter'>,
): AsyncGenerator<StoredClaim, void> {
  let after: StoredClaim | null = null;
  do {
    const page: readonly StoredClaim[] = await store.claimsAfter(after, PAGE);
    yield* page;
    after = page.at(-1) ?? null;
  } while (after !== null);
}

/** Every pseudonym key of a store, read page by page. */
export async function* everyPerson(
  store: Pick<StoreReader, 'peopleAfter'>,
): AsyncGenerator<StoredPerson, void> {
  let after: string | null = null;
  do {
    const page: readonly StoredPerson[] = await store.peopleAfter(after, PAGE);
    yield* page;
    after = page.at(-1)?.slackUser ?? null;
  } while (after !== null);
}

/** Every imported past experiment of a store; those of the journal are made anew from it. */
export async function* everyImport(
  store: Pick<StoreReader, 'pastLine' | 'pastVersions'>,
): AsyncGenerator<PastLine, void> {
  for (const id of await store.pastVersions()) {
    const line = id.origin === 'import' ? await store.pastLine(id) : null;
    if (line !== null) yield line;
  }
}

/** Every kept run of a store. */
export async function* everyRun(
  store: Pick<StoreReader, 'run' | 'runLinesAfter'>,
): AsyncGenerator<KeptRun, void> {
  let after: string | null = null;
  do {
    const lines: readonly RunLine[] = await store.runLinesAfter(after, PAGE);
    for (const { id } of lines) {
      const run = await store.run(id);
      if (run !== null) yield run;
    }
    after = lines.at(-1)?.id ?? null;
  } while (after !== null);
}

/** Every kept answer of a store, read page by page. */
export async function* everyAnswer(
  store: Pick<StoreReader, 'answersAfter'>,
): AsyncGenerator<KeptAnswer, void> {
  let after: string | null = null;
  do {
    const page: readonly KeptAnswer[] = await store.answersAfter(after, PAGE);
    yield* page;
    after = page.at(-1)?.id ?? null;
  } while (after !== null);
}

const FLAG_PARTS: readonly FlagPartId[] = ['flags', 'keys'];

/** The parts of the bot's own flags that were ever written. */
export async function everyFlagPart(store: Pick<StoreReader, 'flagPart'>): Promise<readonly FlagPart[]> {
  const parts = await Promise.all(FLAG_PARTS.map((id) => store.flagPart(id)));
  return parts.filter((part) => part !== null);
}

/** True if nothing was ever written; the list of experiments does not count, it can be rebuilt. */
export async function isEmpty(store: StoreReader): Promise<boolean> {
  const [keys, claims, people, pasts, runs, uses, answers, flags] = await Promise.all([
    store.streamKeys(null, 1),
    store.claimsAfter(null, 1),
    store.peopleAfter(null, 1),
    store.pastVersions(),
    store.runLinesAfter(null, 1),
    store.tokenUses(),
    store.answersAfter(null, 1),
    everyFlagPart(store),
  ]);
  const imported = pasts.filter(({ origin }) => origin === 'import');
  const all = [keys, claims, people, imported, runs, uses, answers, flags];
  return all.every(({ length }) => length === 0);
}

/** Keys of all experiments and of the settings, sorted by code unit: stores may sort other characters in other ways. */
export async function allKeys(store: StoreReader): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const key of everyStream(store)) keys.push(key);
  return keys.sort();
}
