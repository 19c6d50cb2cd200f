import { describe, expect, it } from 'vitest';
import { createHourlyQuota } from '#sandbox/stand-ins/github/hourly-quota.ts';
import { createTokenWheel, tokensOf } from '#sandbox/stand-ins/github/tokens.ts';
import { HOUR } from '#shared/clock.ts';

const START = Date.UTC(2034, 0, 1);

describe('the quota of the sandbox GitHub', () => {
  it('is 5,000 requests in an hour of the clock that it is given', () => {
    let now = START;
    const take = createHourlyQuota(() => now);
    const first = Array.from({ length: 5_001 }, () => take());
    expect(first.map(({ isLeft }) => isLeft)).toEqual([...Array.from({ length: 5_000 }, () => true), false]);
    expect(first.at(-1)?.headers).toEqual({
      date: 'Sun, 01 Jan 2034 00:00:00 GMT',
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String((START + HOUR) / 1_000),
    });
    now += HOUR - 1;
    expect(take().isLeft).toBe(false);
    now += 1;
    expect(take()).toMatchObject({ isLeft: true, headers: { 'x-ratelimit-remaining': '4999' } });
  });
});

describe('the tokens of a person', () => {
  it('are each used for fewer requests than emulate lets one token have in a real hour', () => {
    const next = createTokenWheel('ana');
    const sent = Array.from({ length: 20_000 }, next);
    const known = new Set(tokensOf('ana'));
    expect(sent.every((token) => known.has(token))).toBe(true);
    const uses = Map.groupBy(sent, (token) => token);
    expect(Math.max(...[...uses.values()].map(({ length }) => length))).toBeLessThan(5_000);
  });
});
