import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queueOf } from '#domain/schedule/queue.ts';
import { DAY } from '#shared/clock.ts';

const NOW = 20_000 * DAY;
const inDays = (days: number) => NOW + days * DAY;
const wish = (key: string, from: number, days = 7, at = 0) => ({ key, from: inDays(from), days, at });

describe('the queue of a surface', () => {
  it('lets one start on its day if the surface is free by then', () => {
    const occupants = [{ key: 'first', until: inDays(3) }];
    expect(queueOf(occupants, [wish('second', 3)], NOW).get('second')).toEqual({
      startsAt: inDays(3),
      ahead: null,
    });
    expect(queueOf(occupants, [wish('second', 2)], NOW).get('second')).toEqual({
      startsAt: inDays(3),
      ahead: 'first',
    });
  });

  it('orders by the day that is asked for, then by who planned first', () => {
    const places = queueOf([], [wish('late', 2, 7, 5), wish('early', 2, 7, 4), wish('first', 1, 3)], NOW);
    expect([...places]).toEqual([
      ['first', { startsAt: inDays(1), ahead: null }],
      ['early', { startsAt: inDays(4), ahead: 'first' }],
      ['late', { startsAt: inDays(11), ahead: 'early' }],
    ]);
  });

  it('names no day behind one whose end is not known', () => {
    for (const until of [null, NOW - DAY]) {
      const places = queueOf([{ key: 'open', until }], [wish('second', 1), wish('third', 2)], NOW);
      expect([...places.values()]).toEqual([
        { startsAt: null, ahead: 'open' },
        { startsAt: null, ahead: 'second' },
      ]);
    }
    const overdue = queueOf([], [wish('not launched', -1), wish('second', 1)], NOW);
    expect(overdue.get('second')).toEqual({ startsAt: null, ahead: 'not launched' });
  });

  it('gives no two experiments a surface at the same time, and none before its day', () => {
    const span = fc.record({
      from: fc.integer({ min: 0, max: 60 }),
      days: fc.integer({ min: 7, max: 28 }),
      at: fc.nat(3),
    });
    fc.assert(
      fc.property(
        fc.array(span, { maxLength: 8 }),
        fc.option(fc.integer({ min: 1, max: 30 })),
        (spans, end) => {
          const waiting = spans.map((one, index) => wish(`e${index}`, one.from, one.days, one.at));
          const occupants = end === null ? [] : [{ key: 'now', until: inDays(end) }];
          const places = queueOf(occupants, waiting, NOW);
          const taken = waiting
            .map(({ key, from, days }) => ({ from, days, startsAt: places.get(key)?.startsAt ?? 0 }))
            .toSorted((one, other) => one.startsAt - other.startsAt);
          let freeAt = end === null ? 0 : inDays(end);
          for (const { from, days, startsAt } of taken) {
            expect(startsAt).toBeGreaterThanOrEqual(Math.max(from, freeAt));
            freeAt = startsAt + days * DAY;
          }
        },
      ),
    );
  });
});
