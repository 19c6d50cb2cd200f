import { describe, expect, it } from 'vitest';
import type { ExperimentSummary } from '#domain/summary.ts';
import type { SummaryFilter, SummaryPage } from '#ports/summary-store.ts';
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

    describe('pages', () => {
      const keys = ({ lines }: SummaryPage) => lines.map(({ key }) => key);

      it('go on behind the last line, also if it is gone or others came meanwhile', async () => {
        const { store } = subject();
        for (const key of ['a', 'b', 'c', 'd', 'e']) await store.putSummary(summary(key));
        await store.putSummary(summary('old', { proposedAt: START - HOUR }));
        const first = await store.summaryPage({}, { limit: 2 });
        expect(keys(first)).toEqual(['a', 'b']);
        await store.removeSummary({ key: 'b', version: 1 });
        await store.putSummary(summary('new', { proposedAt: START + HOUR }));
        const second = await store.summaryPage({}, { limit: 3, after: first.next });
        expect(keys(second)).toEqual(['c', 'd', 'e']);
        const last = await store.summaryPage({}, { limit: 3, after: second.next });
        expect(keys(last)).toEqual(['old']);
        expect(last.next).toBeNull();
        expect(last.lines[0]).toEqual(summary('old', { proposedAt: START - HOUR }));
      });

      it('say at the end that nothing follows, also if the last page is full', async () => {
        const { store } = subject();
        for (const key of ['a', 'b']) await store.putSummary(summary(key));
        expect((await store.summaryPage({}, { limit: 2 })).next).toBeNull();
        expect((await store.summaryPage({}, { limit: 1 })).next).toEqual({ by: START, key: 'a' });
        expect(keys(await store.summaryPage({}, { limit: 9, skip: 1 }))).toEqual(['b']);
        expect(keys(await store.summaryPage({}, { limit: 9, skip: 2 }))).toEqual([]);
      });

      it('go back to the lines in front of a place, also if its line is gone', async () => {
        const { store } = subject();
        for (const key of ['a', 'b', 'c', 'd', 'e']) await store.putSummary(summary(key));
        await store.putSummary(summary('new', { proposedAt: START + HOUR }));
        const first = await store.summaryPage({}, { limit: 2 });
        expect([keys(first), first.previous]).toEqual([['new', 'a'], null]);
        const second = await store.summaryPage({}, { limit: 2, after: first.next });
        expect(second.previous).toEqual({ by: START, key: 'b' });
        const third = await store.summaryPage({}, { limit: 2, after: second.next });
        expect([keys(third), third.next]).toEqual([['d', 'e'], null]);
        await store.removeSummary({ key: 'd', version: 1 });
        const back = await store.summaryPage({}, { limit: 2, before: third.previous });
        expect(keys(back)).toEqual(['b', 'c']);
        expect(back.next).toEqual({ by: START, key: 'c' });
        expect(back.previous).toEqual({ by: START, key: 'b' });
        const start = await store.summaryPage({}, { limit: 2, before: back.previous });
        expect([keys(start), start.previous]).toEqual([['new', 'a'], null]);
        expect(await store.summaryPage({}, { limit: 2, before: { by: START + HOUR, key: 'new' } })).toEqual({
          ...{ lines: [], next: null, previous: null },
        });
      });

      it('keep what the filter asks for, all of it together', async () => {
        const { store } = subject();
        const decide = { act: 'decide', since: START } as const;
        await store.putSummary(summary('a', { status: 'deciding', waiting: decide, owner: 'p-owner' }));
        await store.putSummary(summary('b', { status: 'deciding', waiting: null, channel: 'C2' }));
        await store.putSummary(
          summary('c', { status: 'running', requester: 'p-owner', surface: 'shop', waiting: null }),
        );
        const found = async (filter: SummaryFilter) => keys(await store.summaryPage(filter, { limit: 9 }));
        expect(await found({ statuses: ['deciding'] })).toEqual(['a', 'b']);
        expect(await found({ statuses: ['deciding', 'running'] })).toEqual(['a', 'b', 'c']);
        expect(await found({ statuses: [] })).toEqual([]);
        expect(await found({ channels: ['C2'] })).toEqual(['b']);
        expect(await found({ channels: [] })).toEqual([]);
        expect(await found({ person: 'p-owner' })).toEqual(['a', 'c']);
        expect(await found({ person: 'p-requester' })).toEqual(['a', 'b']);
        expect(await found({ surface: 'shop' })).toEqual(['c']);
        expect(await found({ waitsFor: 'anything' })).toEqual(['a']);
        expect(await found({ waitsFor: ['launch', 'decide'] })).toEqual(['a']);
        expect(await found({ waitsFor: ['launch'] })).toEqual([]);
        expect(await found({ statuses: ['deciding'], channels: ['C1'], person: 'p-owner' })).toEqual(['a']);
        await store.putSummary(summary('a', { version: 2, status: 'decided', waiting: null }));
        expect(await found({ statuses: ['deciding'] })).toEqual(['b']);
        expect(await found({ waitsFor: 'anything' })).toEqual([]);
        expect(await found({ person: 'p-owner' })).toEqual(['c']);
      });

      it('come by priority or by the moment of the outcome, what has none of it last', async () => {
        const { store } = subject();
        const put = (key: string, more: object) => store.putSummary({ ...summary(key), ...more });
        await put('a', { outcomeAt: START });
        await put('b', { priority: 2.5 });
        await put('c', { priority: 40, outcomeAt: START + HOUR });
        await put('d', { priority: 2.5 });
        const byPriority = await store.summaryPage({}, { order: 'priority', limit: 2 });
        expect(keys(byPriority)).toEqual(['c', 'b']);
        expect(byPriority.next).toEqual({ by: 2.5, key: 'b' });
        const rest = await store.summaryPage({}, { order: 'priority', limit: 9, after: byPriority.next });
        expect(keys(rest)).toEqual(['d', 'a']);
        expect(keys(await store.summaryPage({}, { order: 'outcome', limit: 3 }))).toEqual(['c', 'a', 'b']);
      });

      it('take lines from before waits were kept by their status', async () => {
        const { store } = subject();
        await store.putSummary(summary('a', { status: 'deciding' }));
        await store.putSummary(summary('b', { status: 'running' }));
        await store.putSummary(summary('c', { status: 'draft', stuck: 'agent-failed' }));
        const found = async (filter: SummaryFilter) => keys(await store.summaryPage(filter, { limit: 9 }));
        expect(await found({ waitsFor: 'anything' })).toEqual(['a', 'c']);
        expect(await found({ waitsFor: ['launch'] })).toEqual(['a', 'c']);
      });

      it('are counted by channel and status', async () => {
        const { store } = subject();
        expect(await store.summaryCounts({})).toEqual([]);
        await store.putSummary(summary('a', { status: 'running' }));
        await store.putSummary(summary('b', { status: 'running' }));
        await store.putSummary(summary('c', { status: 'draft', channel: 'C2', surface: 'shop' }));
        const counts = await store.summaryCounts({});
        expect(counts.toSorted((one, other) => one.channel.localeCompare(other.channel))).toEqual([
          { channel: 'C1', status: 'running', count: 2 },
          { channel: 'C2', status: 'draft', count: 1 },
        ]);
        expect(await store.summaryCounts({ surface: 'shop', statuses: ['draft'] })).toEqual([
          { channel: 'C2', status: 'draft', count: 1 },
        ]);
      });
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
