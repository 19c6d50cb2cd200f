import { fold } from '#domain/commit.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { everyExperiment } from '#journal/every-experiment.ts';
import { DAY } from '#shared/clock.ts';
import { pseudonymsIn } from './appears-in.ts';

type Needs = Pick<CoPilot, 'store' | 'clock' | 'log' | 'retentionDays'>;

const PAGE = 500;

/**
 * Erases the keys of people who appear in no experiment that goes on or ended within the time of retention. Everything
 * is derived from the journal, and nothing but keys is erased. Answers how many were.
 */
export async function sweepPeople(needs: Needs): Promise<number> {
  if (needs.retentionDays === 0) return 0;
  const kept = await stillNeeded(needs);
  let erased = 0;
  for await (const { slackUser, pseudonym } of everyPerson(needs)) {
    if (kept.has(pseudonym)) continue;
    if ((await needs.store.forget(slackUser)) !== null) erased += 1;
  }
  if (erased > 0) needs.log.info('people were forgotten after the time of retention', { erased });
  return erased;
}

async function stillNeeded({ store, clock, retentionDays }: Needs): Promise<ReadonlySet<string>> {
  const before = clock.now() - retentionDays * DAY;
  const kept = new Set<string>();
  for await (const key of everyExperiment(store)) {
    const commits = await store.commits(key);
    const experiment = fold(commits);
    const isOver = experiment?.status === 'completed' || experiment?.status === 'cancelled';
    if (isOver && (commits.at(-1)?.at ?? 0) < before) continue;
    for (const pseudonym of pseudonymsIn(commits)) kept.add(pseudonym);
  }
  return kept;
}

async function* everyPerson({ store }: Needs) {
  let after: string | null = null;
  for (;;) {
    const people: Awaited<ReturnType<typeof store.peopleAfter>> = await store.peopleAfter(after, PAGE);
    yield* people;
    after = people.at(-1)?.slackUser ?? null;
    if (after === null || people.length < PAGE) return;
  }
}
