import { describe, expect, it } from 'vitest';
import { gitHubFault } from '#adapters/github/fault-kinds.ts';
import { postHogFault } from '#adapters/posthog/fault-kinds.ts';
import { slackFault } from '#adapters/slack/fault-kinds.ts';
import { createBreaker } from '#journal/breaker.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { ownFault } from '#shared/errors.ts';
import { manualClock, vendorOfPort } from '#test/support/experiments-bench.ts';

const down = postHogFault('unreachable', 'no answer');
const START = 1_000_000;

function failing(times: number) {
  const clock = manualClock(START);
  const breaker = createBreaker(clock, vendorOfPort);
  for (let time = 0; time < times; time += 1) expect(breaker.failed('flag', down)).toBe(false);
  return { clock, breaker };
}

describe('the breaker', () => {
  it('opens the circuit of a vendor after four failures in a row, and of no other', () => {
    const { breaker } = failing(4);
    expect(breaker.waitFor('flag')).toBe(30_000);
    expect(breaker.waitFor('design')).toBe(30_000);
    expect(breaker.waitFor('post')).toBe(0);
    expect(breaker.waitFor('clean-up')).toBe(0);
  });

  it('lets one effect try after half a minute, and opens again if it fails', () => {
    const { breaker, clock } = failing(4);
    clock.set(START + 30_000);
    expect(breaker.waitFor('flag')).toBe(0);
    breaker.failed('flag', down);
    expect(breaker.waitFor('flag')).toBe(30_000);
  });

  it('is half-open until that one has come back, and closed once it succeeded', () => {
    const { breaker, clock } = failing(4);
    clock.set(START + 30_000);
    expect(breaker.waitFor('flag')).toBe(0);
    expect(breaker.waitFor('flag')).toBe(30_000);
    breaker.succeeded('flag');
    expect([breaker.waitFor('flag'), breaker.waitFor('flag')]).toEqual([0, 0]);
  });

  it('forgets failures at the first success', () => {
    const { breaker } = failing(3);
    breaker.succeeded('flag');
    breaker.failed('flag', down);
    expect(breaker.waitFor('flag')).toBe(0);
  });

  it('waits as long as a vendor asks, and does not count that as a failure', () => {
    const clock = manualClock(START);
    const breaker = createBreaker(clock, vendorOfPort);
    const wait = slackFault('rate-limited', 'wait', { retryAfterMs: 7_000 });
    expect(breaker.failed('post', wait)).toBe(true);
    expect(breaker.waitFor('post')).toBe(7_000);
    expect(breaker.waitFor('flag')).toBe(0);
  });

  it('waits with what used the limit alone: a limit of queries does not hold up a flag that must be switched off', () => {
    const breaker = createBreaker(manualClock(START), vendorOfPort);
    breaker.failed('design', postHogFault('rate-limited', 'wait', { retryAfterMs: HOUR }));
    expect(breaker.waitFor('design')).toBe(HOUR);
    expect(breaker.waitFor('flag')).toBe(0);
    breaker.failed('flag', postHogFault('rate-limited', 'wait', { retryAfterMs: 5_000 }));
    expect(breaker.waitFor('flag')).toBe(5_000);
  });

  it('goes on waiting for a vendor that asked, though an effect that was under way succeeds meanwhile', () => {
    const breaker = createBreaker(manualClock(START), vendorOfPort);
    breaker.failed('post', slackFault('rate-limited', 'wait', { retryAfterMs: 7_000 }));
    breaker.succeeded('post');
    expect(breaker.waitFor('post')).toBe(7_000);
  });

  it('asks a vendor again after an hour, however long it asks us to wait', () => {
    const breaker = createBreaker(manualClock(START), vendorOfPort);
    const year = gitHubFault('rate-limited', 'wait', { retryAfterMs: 365 * DAY });
    breaker.failed('implement', year);
    expect(breaker.waitFor('implement')).toBe(HOUR);
  });

  it('does not wait until a clock that went back is there again', () => {
    const { breaker, clock } = failing(4);
    clock.set(START - 10_000);
    expect(breaker.waitFor('flag')).toBe(40_000);
    clock.set(START - HOUR);
    expect(breaker.waitFor('flag')).toBe(0);
    // For the others the circuit is open again, by the clock as it is.
    expect(breaker.waitFor('flag')).toBe(30_000);
  });

  it.each([
    ['what will not mend', postHogFault('forbidden', 'no')],
    ['what is no vendor’s', ownFault('journal.contended', 'busy')],
  ])('does not count %s', (_name, fault) => {
    const breaker = createBreaker(manualClock(START), vendorOfPort);
    for (let time = 0; time < 9; time += 1) expect(breaker.failed('flag', fault)).toBe(false);
    expect(breaker.waitFor('flag')).toBe(0);
  });
});
