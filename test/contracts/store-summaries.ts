import { describe, expect, it } from 'vitest';
import type { ExperimentSummary } from '#domain/summary.ts';
import { HOUR } from '#shared/clock.ts';
import { START } from '#test/support/experiments.ts';
import type { Subject } from './store.ts';

function summary(key: string, changes: Partial<ExperimentSummary> = {}): ExperimentSummary {
  return {
    key,
    version: 1,
    status: 'draft',
    title: `Title of ${key}`,
    surface: 'gate',
    repository: 'acme/game',
    requester: 'p-requester',
    proposedAt: START,
    channel: 'C1',
    threadTs: null,
    openPullRequests: [],
    nextLookAt: null,
    recommendation: null,
    decision: null,
    ...changes,
  };
}

/** The projection for lists. */
export function describeSummaries(subject: Subject): void {
  describe('summaries', () => {
    it('lists the newest first, at most the limit', async () => {
      const { store } = subject();
      await store.putSummary(summary('a'));
      await store.putSummary(summary('b', { proposedAt: START + HOUR, openPullRequests: [7] }));
      await store.putSummary(summary('c', { proposedAt: START + HOUR }));
      const all = await store.summaries({ limit: 10 });
      expect(all.map(({ key }) => key)).toEqual(['b', 'c', 'a']);
      expect(all[0]).toEqual(summary('b', { proposedAt: START + HOUR, openPullRequests: [7] }));
      expect(await store.summaries({ limit: 1 })).toHaveLength(1);
    });

    it('lists every line once, however many there are and whatever comes between', async () => {
      const { store } = subject();
      // Most of them of one moment, so that pages part in the middle of it.
      const keys = Array.from({ length: 1_203 }, (_, index) => `k${String(index).padStart(4, '0')}`);
      for (const [index, key] of keys.entries()) {
        const status = index % 5 !== 0 ? 'running' : index % 2 === 0 ? 'completed' : 'backlog';
        await store.putSummary(summary(key, { status, proposedAt: START - (index < 1_100 ? 0 : index) }));
      }
      const reading = store.summaries({ limit: 5_000 });
      await store.putSummary(summary('k0000', { version: 2, status: 'completed' }));
      expect((await reading).map(({ key }) => key)).toEqual(keys);
      expect((await store.summaries({ limit: 1_001 })).map(({ key }) => key)).toEqual(keys.slice(0, 1_001));
      const unfinished = await store.summaries({ unfinished: true, limit: 5_000 });
      expect(unfinished.map(({ key }) => key)).toEqual(keys.filter((_, index) => index % 5 !== 0));
    });

    it('keeps the newer version, whichever comes last', async () => {
      const { store } = subject();
      await store.putSummary(summary('a', { version: 3, title: 'third' }));
      await store.putSummary(summary('a', { version: 2, title: 'second' }));
      expect((await store.summaries({ limit: 9 })).map(({ title }) => title)).toEqual(['third']);
      await store.putSummary(summary('a', { version: 4, title: 'fourth' }));
      expect((await store.summaries({ limit: 9 })).map(({ title }) => title)).toEqual(['fourth']);
    });

    it('leaves out what is completed or cancelled if only the unfinished are asked for', async () => {
      const { store } = subject();
      for (const status of ['running', 'completed', 'cancelled', 'killed'] as const) {
        await store.putSummary(summary(status, { status }));
      }
      const unfinished = await store.summaries({ unfinished: true, limit: 9 });
      expect(unfinished.map(({ key }) => key)).toEqual(['killed', 'running']);
      expect(await store.summaries({ unfinished: false, limit: 9 })).toHaveLength(4);
      await store.putSummary(summary('running', { status: 'cancelled', version: 2 }));
      expect(await store.summaries({ unfinished: true, limit: 9 })).toHaveLength(1);
    });

    it('takes a line out of which nothing newer was written', async () => {
      const { store } = subject();
      await store.putSummary(summary('b', { version: 9 }));
      await store.putSummary(summary('a', { version: 2 }));
      expect(await store.summaryVersions()).toEqual([
        { key: 'a', version: 2 },
        { key: 'b', version: 9 },
      ]);
      await store.removeSummary({ key: 'b', version: 8 });
      await store.removeSummary({ key: 'nothing', version: 1 });
      expect(await store.summaries({ limit: 9 })).toHaveLength(2);
      await store.removeSummary({ key: 'b', version: 9 });
      expect((await store.summaries({ limit: 9 })).map(({ key }) => key)).toEqual(['a']);
      await store.putSummary(summary('b', { version: 1 }));
      expect(await store.summaries({ limit: 9 })).toHaveLength(2);
    });
  });
}
