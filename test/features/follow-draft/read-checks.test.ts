import { describe, expect, it } from 'vitest';
import { CHECKS_BEGIN_WITHIN, readChecksOf } from '#features/follow-draft/read-checks.ts';
import type { CheckOfCommit } from '#ports/code-review.ts';

const HEAD = { commit: 'abc', isDraft: true, state: 'open' } as const;
const NOW = { since: 0, now: 0 };
const LATER = { since: 0, now: CHECKS_BEGIN_WITHIN };

function check(outcome: CheckOfCommit['outcome'], name: string = outcome): CheckOfCommit {
  return { name, outcome, url: null, log: null };
}

function standOf(...outcomes: readonly CheckOfCommit['outcome'][]) {
  const found = outcomes.map((outcome) => check(outcome));
  return readChecksOf(HEAD, found, LATER)?.stand;
}

describe('how checks stand together', () => {
  it('is unknown until one has begun, or the time for that is over', () => {
    expect(readChecksOf(HEAD, [], NOW)).toBeNull();
    expect(readChecksOf(HEAD, [check('skipped')], NOW)).toBeNull();
    expect(readChecksOf(HEAD, [], LATER)).toMatchObject({ stand: 'none', total: 0 });
  });

  it('is never green while one runs, failed, was stopped, or if all were skipped', () => {
    expect(standOf('passed', 'running')).toBe('running');
    expect(standOf('failed', 'running')).toBe('running');
    expect(standOf('passed', 'failed', 'stopped')).toBe('red');
    expect(standOf('passed', 'stopped')).toBe('stopped');
    expect(standOf('skipped', 'skipped')).toBe('none');
    expect(standOf('passed', 'skipped')).toBe('green');
  });

  it('is hidden if the bot may not read them', () => {
    expect(readChecksOf(HEAD, null, NOW)).toMatchObject({ stand: 'hidden' });
  });

  it('names ten that failed at most, and counts none that was skipped', () => {
    const found = Array.from({ length: 30 }, (_, index) => check('failed', `check ${index}`));
    const read = readChecksOf(HEAD, [...found, check('skipped')], NOW);
    expect([read?.failed.length, read?.total]).toEqual([10, 30]);
  });
});
