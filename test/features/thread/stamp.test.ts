import { describe, expect, it } from 'vitest';
import { message } from '#block-kit/message.ts';
import { stamped } from '#features/thread/stamp.ts';

const ORIGINAL = message({ text: 'Look 2', blocks: [] });

describe('a stamp', () => {
  it('shows the stored words of a decision that ships nothing as people read them', () => {
    expect(stamped(ORIGINAL, 'Ended without a winner by <@p_priya>', 0).text).toBe(
      'Look 2 — Ended without shipping by <@p_priya>',
    );
  });

  it('shows every other text as it is stored', () => {
    const text = 'Rejected by <@p_tom>: Ended without a winner';
    expect(stamped(ORIGINAL, text, 0).text).toBe(`Look 2 — ${text}`);
  });
});
