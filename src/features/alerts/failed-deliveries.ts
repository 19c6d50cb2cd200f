import type { PersonActor } from '#domain/actor.ts';
import { BOT } from '#domain/actor.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { retryBulletin } from '#features/bulletin.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { titleOf } from '#features/title.ts';
import { unfinishedLines } from '#features/walk-unfinished.ts';
import { everyBulletin, loadBulletin } from '#journal/bulletins.ts';

type Needs = Pick<CoPilot, 'store' | 'load' | 'execute' | 'clock'>;

/** Something that could not be said or done, and waits for a retry. */
export interface FailedDelivery {
  /** The experiment; null for a message of the workspace. */
  readonly experiment: string | null;
  /** Idempotency key of the effect, or the name of the message. */
  readonly key: string;
  /** The title of the experiment, or the name of the message. */
  readonly title: string;
  readonly kind: string;
  readonly code: string;
  readonly detail: string;
}

/** All that failed for good in unfinished experiments and in messages of the workspace. */
export async function failedDeliveries(needs: Needs): Promise<readonly FailedDelivery[]> {
  const found: FailedDelivery[] = [];
  for (const { key } of (await unfinishedLines(needs.store)).filter(mayHaveFailed)) {
    const experiment = await needs.load(key);
    if (experiment === null) continue;
    for (const { effect, kind, code, detail } of experiment.delivery.failedEffects)
      found.push({ experiment: key, key: effect, title: titleOf(experiment), kind, code, detail });
  }
  for await (const name of everyBulletin(needs.store)) {
    const failure = (await loadBulletin(needs.store, name))?.failures.at(-1);
    if (failure === undefined) continue;
    found.push({ experiment: null, key: name, title: name, kind: 'bulletin', ...failure });
  }
  return found;
}

/** By the line of the list alone, so that not every journal is read. */
function mayHaveFailed(line: ExperimentSummary): boolean {
  const { waiting, postsLost, channelClosed, recordWaits, flagWaits } = line;
  const waits = waiting === undefined || waiting?.act === 'try-again';
  return waits || flagWaits === true || [postsLost, channelClosed, recordWaits].includes(true);
}

/**
 * Tries all of it again and answers how much. What was done by an attempt whose answer got lost is found by its marker and not done twice.
 */
export async function retryDeliveries(
  needs: Needs,
  failed: readonly FailedDelivery[],
  actor: PersonActor,
): Promise<number> {
  let tried = 0;
  for (const { experiment, key } of failed) {
    const result =
      experiment === null
        ? await retryBulletin(needs, key, actor)
        : await needs.execute(experiment, {
            ...{ name: 'retryEffect', effect: key, message: null },
            ...{ actor: BOT, at: needs.clock.now() },
          });
    if (result.kind === 'ok') tried += 1;
  }
  return tried;
}
