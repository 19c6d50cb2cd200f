import { describe, expect, it } from 'vitest';
import { dueMoment, quarterStart } from '#features/digests/due-moments.ts';
import type { DigestName, DigestSchedule } from '#settings/digests.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';

const BERLIN = 'Europe/Berlin';

function due(name: DigestName, now: string, more: Partial<DigestSchedule> = {}, timeZone = BERLIN) {
  const found = dueMoment(
    name,
    { channels: ['C1'], at: '09:00', ...more },
    { timeZone, now: Date.parse(now) },
  );
  if (found === null) return null;
  return [found.day, new Date(found.at).toISOString(), new Date(found.window.from + MINUTE).toISOString()];
}

describe('when a digest is due', () => {
  it('is its local time, before and after the clock changes', () => {
    // In 2026 clocks go forward on 29 March and back on 25 October.
    expect(due('weekly', '2026-03-30T07:00:00Z')).toEqual([
      '2026-03-30',
      '2026-03-30T07:00:00.000Z',
      '2026-03-23T08:00:00.000Z',
    ]);
    expect(due('weekly', '2026-10-26T08:00:00Z')).toEqual([
      '2026-10-26',
      '2026-10-26T08:00:00.000Z',
      '2026-10-19T07:00:00.000Z',
    ]);
  });

  it('is not before its minute', () => {
    expect(due('weekly', '2026-11-30T07:59:59Z')?.[0]).toBeUndefined();
    expect(due('weekly', '2026-11-30T08:00:00Z')?.[0]).toBe('2026-11-30');
  });

  it('is once on a day whose clock shows the time twice, or skips it', () => {
    const twice = { at: '02:30', day: 'sunday' as const };
    expect(due('weekly', '2026-10-25T12:00:00Z', twice)?.[1]).toBe('2026-10-25T00:30:00.000Z');
    expect(due('weekly', '2026-03-29T12:00:00Z', twice)?.[1]).toBe('2026-03-29T01:30:00.000Z');
  });

  it('is on working days for the daily one: Monday follows Friday', () => {
    expect(due('daily', '2026-11-30T10:00:00Z')).toEqual([
      '2026-11-30',
      '2026-11-30T08:00:00.000Z',
      '2026-11-27T08:00:00.000Z',
    ]);
    expect(due('daily', '2026-11-28T10:00:00Z')).toBeNull();
  });

  it('is every second week for the review, over the end of a year with 53 weeks, too', () => {
    const days = Array.from({ length: 60 }, (_, index) => Date.UTC(2026, 10, 30, 12) + index * DAY).flatMap(
      (at) => due('review', new Date(at).toISOString())?.[0] ?? [],
    );
    const moments = [...new Set(days)].map((day) => Date.parse(day));
    expect(moments.length).toBeGreaterThan(3);
    for (const [index, at] of moments.slice(1).entries()) expect(at - (moments[index] ?? 0)).toBe(14 * DAY);
  });

  it('is on the first of a month, for the month before', () => {
    expect(due('monthly', '2027-01-01T08:00:00Z')).toEqual([
      '2027-01-01',
      '2027-01-01T08:00:00.000Z',
      '2026-12-01T08:00:00.000Z',
    ]);
  });

  it.each<[DigestName, number]>([
    ['daily', 12 * HOUR],
    ['weekly', 3 * DAY],
    ['review', 7 * DAY],
    ['monthly', 14 * DAY],
  ])('%s is made up for so long, and then left to the next', (name, reach) => {
    const schedule = { channels: ['C1'], at: '09:00' };
    const at = Date.parse('2026-06-01T07:00:00Z');
    const found = [reach - MINUTE, reach].map((late) =>
      dueMoment(name, schedule, { timeZone: BERLIN, now: at + late }),
    );
    // On 1 June 2026, a Monday, each of them is due; the review if its week is one of the even ones.
    if (found[0] === null) expect(name).toBe('review');
    else expect([found[0]?.day, found[1]?.day === '2026-06-01']).toEqual(['2026-06-01', false]);
  });

  it('is found in zones with odd offsets, and on the other side of midnight', () => {
    expect(due('weekly', '2026-11-30T04:00:00Z', {}, 'Asia/Kathmandu')?.[1]).toBe('2026-11-30T03:15:00.000Z');
    expect(due('weekly', '2026-11-29T20:30:00Z', {}, 'Pacific/Auckland')?.[1]).toBe(
      '2026-11-29T20:00:00.000Z',
    );
  });
});

it('a quarter begins at its local midnight', () => {
  expect(new Date(quarterStart('2026-11-30', BERLIN)).toISOString()).toBe('2026-09-30T22:00:00.000Z');
  expect(new Date(quarterStart('2026-12-31', 'UTC')).toISOString()).toBe('2026-10-01T00:00:00.000Z');
  expect(new Date(quarterStart('2026-03-31', BERLIN)).toISOString()).toBe('2025-12-31T23:00:00.000Z');
});
