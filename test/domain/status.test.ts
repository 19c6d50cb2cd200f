import { describe, expect, it } from 'vitest';
import { exactStatus } from '#domain/status.ts';

describe('a status in a refusal', () => {
  it.each([
    ['in-review', 'planned (in review)'],
    ['cleaning-up', 'decided (cleaning up)'],
    ['paused', 'running (paused)'],
    ['running', 'running'],
    ['completed', 'completed'],
  ] as const)('%s reads %s', (status, words) => {
    expect(exactStatus(status)).toBe(words);
  });
});
