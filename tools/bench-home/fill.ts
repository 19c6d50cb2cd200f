import type { Status } from '#domain/status.ts';
import { type ExperimentSummary, summarize } from '#domain/summary.ts';
import type { Store } from '#ports/store.ts';
import { HOUR } from '#shared/clock.ts';
import { untilRunning } from '#test/support/example-experiments.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

/** Channels among which the experiments lie. */
export const CHANNELS: readonly string[] = [
  // The one of the journals.
  'C_GROWTH',
  ...Array.from({ length: 39 }, (_, at) => `C0000BENCH${at + 10}`),
];
/** Among so many of the newest, those that are open have a whole journal: the home reads those that it shows. */
const NEWEST = 300;
/** One in so many of each status, in the order in which they are dealt out; the others are completed. */
const SHARES: readonly (readonly [Status, number])[] = [
  ['in-review', 20],
  ['running', 25],
  ['backlog', 15],
  ['cleaning-up', 50],
  ['cancelled', 10],
];

/**
 * Puts so many experiments into a store, over 40 channels, 60 people and 20 surfaces: eight in ten are over, one in twenty waits for an
 * approver. Of the newest 300 those that are open have a whole journal, the others a line of the list.
 */
export async function fillStore(store: Store, count: number, now: number): Promise<void> {
  const stages = untilRunning('bench', { ...GATE_PLAN, flagKey: 'bench' });
  const [review, running] = [summarize(stages.inReview.experiment), summarize(stages.running.experiment)];
  for (let index = 0; index < count; index += 1) {
    const status = SHARES.find(([, every]) => index % every === every - 1)?.[0] ?? 'completed';
    const key = `bench-${index}`;
    const isOpen = status === 'in-review' || status === 'running';
    const story = status === 'in-review' ? 'inReview' : 'running';
    const hasJournal = isOpen && index < NEWEST;
    if (hasJournal) {
      for (const commit of untilRunning(key, { ...GATE_PLAN, flagKey: key })[story].commits) {
        await store.append(commit);
      }
    }
    const { calls: _calls, waiting: _waiting, ...bare } = running;
    const line: ExperimentSummary = status === 'in-review' ? review : { ...bare, waiting: null };
    await store.putSummary({
      ...{ ...line, key, status, title: `Experiment ${index}: a change that people may like better` },
      ...{ surface: `surface ${index % 20}`, requester: `p_${index % 60}`, owner: `p_${(index * 7) % 60}` },
      ...{ channel: hasJournal ? 'C_GROWTH' : (CHANNELS[index % CHANNELS.length] ?? ''), threadTs: null },
      proposedAt: now - index * HOUR,
      ...(status === 'backlog' ? { priority: index % 97 } : {}),
      ...(status === 'completed' || status === 'cleaning-up' ? { outcomeAt: now - index * HOUR } : {}),
    });
  }
}
