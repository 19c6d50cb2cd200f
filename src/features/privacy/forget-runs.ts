import type { CoPilot } from '#features/co-pilot.ts';
import { turnOfTheLoop } from '#journal/turn-of-the-loop.ts';
import type { RunLine } from '#ports/run-store.ts';
import { pseudonymsIn } from './appears-in.ts';

const PAGE = 500;

/** Erases the kept runs of every experiment in which one of these people (pseudonyms) acts or is mentioned. */
export async function forgetRunsAbout(
  { store }: Pick<CoPilot, 'store'>,
  people: readonly string[],
): Promise<void> {
  for (const experiment of await experimentsWithRuns(store)) {
    await turnOfTheLoop();
    const shown = pseudonymsIn(await store.commits(experiment));
    if (people.some((person) => shown.has(person))) await store.forgetRuns(experiment);
  }
}

async function experimentsWithRuns(store: CoPilot['store']): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  let after: string | null = null;
  do {
    const lines: readonly RunLine[] = await store.runLinesAfter(after, PAGE);
    for (const { experiment } of lines) found.add(experiment);
    after = lines.at(-1)?.id ?? null;
  } while (after !== null);
  return found;
}
