import type { Anchors } from '#app/anchors.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { type Departure, departures, newestHeads, presentHeads } from '#journal/heads.ts';
import type { Job } from '#journal/jobs.ts';
import { verifyStore } from '#journal/verify.ts';
import type { Store } from '#ports/store.ts';
import { DAY } from '#shared/clock.ts';
import type { Logger } from '#shared/logger.ts';

/** Faults that a message names; the log has all of them. */
const NAMED = 5;

interface Needs {
  readonly store: Pick<Store, 'streamKeys' | 'records' | 'summaryVersions'>;
  readonly log: Logger;
  readonly anchors: Anchors;
  /** Writes to the people who must know, once for this day. */
  readonly tell: (message: ChatMessage, day: number) => Promise<void>;
}

/**
 * Verifies every chain once a day and compares it with its head of the day before, then records the heads outside of the store. Tells
 * the log and the admins what is not as it was written; such a chain's head is not recorded.
 */
export function auditDaily({ store, log, anchors, tell }: Needs): Job {
  const run = async (day: number) => {
    const faults = await findFaults(store, await anchors.read());
    for (const { id, why, experiment } of faults)
      log.error('the journal is not as it was written: run the audit, then restore a backup', {
        ...{ experiment, commit: id, why },
      });
    const broken = new Set(faults.map(({ experiment }) => experiment));
    const sound = [];
    for await (const head of presentHeads(store)) if (!broken.has(head.experiment)) sound.push(head);
    await anchors.record(sound);
    if (faults.length > 0) await tell(renderFaults(faults), day);
  };
  return { name: 'audit-journal', everyMs: DAY, backfill: false, run };
}

async function findFaults(
  store: Needs['store'],
  recorded: Awaited<ReturnType<Anchors['read']>>,
): Promise<readonly Departure[]> {
  // The list is written after the journal, so it knows no version that the journal does not have.
  const lines = await store.summaryVersions();
  const listed = lines.map(({ key, version }) => ({ experiment: key, version, hash: null }));
  const faults: Departure[] = [];
  for await (const { experiment, broken } of verifyStore(store))
    if (broken !== null) faults.push({ experiment, ...broken });
  const heads = newestHeads([...recorded, ...listed]);
  for await (const departure of departures(store, heads.values())) faults.push(departure);
  return faults;
}

function renderFaults(faults: readonly Departure[]): ChatMessage {
  const text = 'The journal of the experiments is not as it was written.';
  const named = faults
    .slice(0, NAMED)
    .map(
      ({ experiment, id, why }) =>
        `• \`${escapeMrkdwn(experiment)}\`, at ${escapeMrkdwn(id)}: ${escapeMrkdwn(why)}`,
    );
  const more = faults.length > NAMED ? [`• and ${faults.length - NAMED} more; the log has all of them`] : [];
  return message({
    text,
    blocks: [
      section(
        [
          `:warning: *${text}* The store was damaged or changed by hand, so what these experiments show cannot be trusted:`,
          ...named,
          ...more,
          'Stop the bot, keep a copy of the store, run `npm run audit`, and restore a backup. This message comes every day until then.',
        ].join('\n'),
      ),
    ],
  });
}
