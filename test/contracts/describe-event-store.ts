import { describe, expect, it } from 'vitest';
import type { EventStore, ExposureRow, ObservationRow } from '#ports/event-store.ts';

/** A store under test, and another connection to the same data. */
export interface EventSubject {
  readonly store: EventStore;
  readonly connect: () => Promise<EventStore>;
  /** All rows of a table, in any order, whichever columns they have. */
  readonly rows: (table: 'exposures' | 'observations') => Promise<readonly object[]>;
}

const AT = Date.UTC(2026, 10, 30, 8);

export function exposureRow(index: number, changes: Partial<ExposureRow> = {}): ExposureRow {
  const key = { hour: 496_000 + (index % 3), hash: BigInt(index) - 5n };
  const more = { flag: 'cart-hint', variant: index % 2 === 0 ? 'control' : 'treatment' };
  return { key, unit: BigInt(index), at: AT + index, properties: null, ...more, ...changes };
}

export function observationRow(index: number, changes: Partial<ObservationRow> = {}): ObservationRow {
  const key = { hour: 0, hash: 2n ** 63n - 1n - BigInt(index) };
  const more = { name: 'answered', value: index / 8 };
  return { key, unit: BigInt(index), at: AT + index, properties: '{"model":"É 🙂"}', ...more, ...changes };
}

const range = (length: number) => Array.from({ length }, (_, index) => index);

/** What every store of exposures and observations does. `subject` gives an empty one. */
export function describeEventStore(subject: () => EventSubject): void {
  describe('a store of exposures and observations', () => {
    it('records rows once, and says for each whether it is new', async () => {
      const { store, rows } = subject();
      const first = range(5).map((index) => exposureRow(index));
      expect(await store.recordExposures(first)).toEqual([true, true, true, true, true]);
      const again = [exposureRow(9), exposureRow(3, { variant: 'other', at: AT + 999 }), exposureRow(10)];
      expect(await store.recordExposures(again)).toEqual([true, false, true]);
      expect(await rows('exposures')).toHaveLength(7);
      // The first row of a key stays.
      expect(JSON.stringify(await rows('exposures'))).not.toContain('other');
      expect(await store.recordObservations([observationRow(3)])).toEqual([true]);
      expect(await rows('observations')).toHaveLength(1);
      expect(await store.recordExposures([])).toEqual([]);
    });

    it('keeps whole numbers of 64 bits, fractions, and text of any script', async () => {
      const { store, rows } = subject();
      const ends = [-(2n ** 63n), 2n ** 63n - 1n, 0n];
      await store.recordObservations(
        ends.map((unit, index) => observationRow(index, { unit, key: { hour: 0, hash: unit } })),
      );
      expect(
        await store.recordObservations([observationRow(7, { key: { hour: 0, hash: -(2n ** 63n) } })]),
      ).toEqual([false]);
      expect(await store.forget(2n ** 63n - 1n)).toEqual({ exposures: 0, observations: 1 });
      await store.recordObservations([
        observationRow(4, { value: 1e-300 }),
        observationRow(5, { value: null }),
      ]);
      await store.recordObservations([
        observationRow(6, { name: 'naïve "quoted" \\ \t \n 漢字 🙂', properties: null }),
      ]);
      const text = JSON.stringify(await rows('observations'));
      expect(text).toContain('É 🙂');
      expect(text).toContain(JSON.stringify('naïve "quoted" \\ \t \n 漢字 🙂').slice(1, -1));
      expect(text).toContain('1e-300');
    });

    it('counts a row once that comes many times at once, from two connections', async () => {
      const { store, connect, rows } = subject();
      const other = await connect();
      const batches = range(12).map((index) => range(40).map((one) => observationRow(one + index * 5)));
      const answers = await Promise.all(
        batches.map((batch, index) => (index % 2 === 0 ? store : other).recordObservations(batch)),
      );
      await other.close();
      expect(await rows('observations')).toHaveLength(95);
      // An engine without unique keys may call a row new twice, and still counts it once.
      expect(answers.flat().filter(Boolean).length).toBeGreaterThanOrEqual(95);
      expect(await store.recordObservations(range(95).map((one) => observationRow(one)))).toEqual(
        range(95).map(() => false),
      );
    });

    it('forgets a unit in both tables, and no other', async () => {
      const { store, rows } = subject();
      await store.recordExposures(range(4).map((index) => exposureRow(index, { unit: BigInt(index % 2) })));
      await store.recordObservations(
        range(6).map((index) => observationRow(index, { unit: BigInt(index % 3) })),
      );
      expect(await store.forget(1n)).toEqual({ exposures: 2, observations: 2 });
      expect(await store.forget(1n)).toEqual({ exposures: 0, observations: 0 });
      expect(await rows('exposures')).toHaveLength(2);
      expect(await rows('observations')).toHaveLength(4);
    });

    it('takes away what happened before a moment, and what happened then stays', async () => {
      const { store, rows } = subject();
      await store.recordExposures(range(10).map((index) => exposureRow(index)));
      await store.recordObservations(range(10).map((index) => observationRow(index)));
      expect(await store.prune(AT + 4)).toEqual({ exposures: 4, observations: 4 });
      expect(await store.prune(AT + 4)).toEqual({ exposures: 0, observations: 0 });
      expect(await rows('exposures')).toHaveLength(6);
      // Its id is free again.
      expect(await store.recordExposures([exposureRow(0)])).toEqual([true]);
    });

    it('answers a ping, and closes once and again', async () => {
      const { store } = subject();
      // More often than any store has connections.
      for (let time = 0; time < 12; time += 1) await store.ping();
      await store.close();
      await store.close();
      await expect(store.recordExposures([exposureRow(1)])).rejects.toMatchObject({ code: 'store.closed' });
      await expect(store.ping()).rejects.toMatchObject({ code: 'store.closed' });
    });
  });
}
