import { summarize } from '#domain/summary.ts';
import { replay } from '#journal/replay.ts';
import { verifyRecords } from '#journal/verify.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { World } from '#tools/chaos/world.ts';
import { doubled, lost, type Problem, stuck } from './problem.ts';

/** Chains hold, histories replay equal, the list is what a rebuild makes, and nothing waits. */
export async function checkJournal(world: World): Promise<readonly Problem[]> {
  const { store } = world;
  const problems: Problem[] = [];
  const listed = await store.summaries({ limit: 1_000 });
  for (const experiment of await world.experiments()) {
    const {
      key,
      status,
      failure,
      delivery: { failedEffects },
    } = experiment;
    const { tampering } = experiment;
    const isTold = tampering.open !== null || tampering.settled !== null;
    // A write of the bot's own must never be taken for a person's, however its answer was lost.
    if (isTold && !world.touched.has(experiment.design?.plan.flagKey ?? ''))
      problems.push(doubled(`a change of the flag of ${key} by hand, which no person made`));
    const broken = verifyRecords(await store.records(key));
    if (broken !== null) problems.push(lost(`${broken.id}: ${broken.why}`));
    const [diverged] = replay(await store.commits(key));
    if (diverged !== undefined)
      problems.push(lost(`${diverged.id} replays otherwise: ${diverged.differences[0]}`));
    const line = listed.find((summary) => summary.key === key);
    if (canonicalJson(line ?? null) !== canonicalJson(summarize(experiment))) {
      problems.push(lost(`the line of ${key} in the list`));
    }
    if (failedEffects.length > 0)
      problems.push(stuck(`${key}: ${failedEffects.map(({ effect }) => effect).join(', ')} failed for good`));
    if (status !== 'completed' && status !== 'cancelled') {
      problems.push(stuck(`${key} stays ${status}${failure === null ? '' : `: ${failure.detail}`}`));
    }
  }
  const due = await store.nextDueAt();
  if (due !== null) problems.push(stuck(`a commit is undelivered, due ${new Date(due).toISOString()}`));
  return problems;
}
