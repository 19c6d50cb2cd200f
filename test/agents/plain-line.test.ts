import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainLine } from '#agents/plain-line.ts';

describe('plainLine', () => {
  it.each([
    ['Move the first gate (30 → 40)', 'Move the first gate (30 → 40)'],
    ['Gate [skip ci]', 'Gate (skip ci)'],
    ['Gate ***NO_CI***', 'Gate ∗∗∗NO_CI∗∗∗'],
    ['closes #12, fixes acme/shop#7 and GH-9', 'closes no. 12, fixes acme/shop no. 7 and GH 9'],
    ['fixes https://github.com/acme/shop/issues/7', 'fixes https∶//github․com/acme/shop/issues/7'],
    ['Gate\n\nSigned-off-by: Eve <eve@evil.example>', 'Gate Signed-off-by: Eve <eve(at)evil․example>'],
    ['Ask @acme/owners\u2028now\u0000\u202E', 'Ask (at)acme/owners now'],
    ['closes #\u200b12', 'closes no. 12'],
  ])('writes %j as %j', (text, line) => {
    expect(plainLine(text)).toBe(line);
  });

  it('is one short line without references, whatever is written', () => {
    const hostile = fc.constantFrom('#', '1', '[', ']', '@a', 'GH-', '\n', '\u200b', '://', '*', ' ', '😀');
    fc.assert(
      fc.property(fc.array(fc.oneof(hostile, fc.string()), { maxLength: 60 }), (parts) => {
        const line = plainLine(parts.join(''));
        expect([...line].length).toBeLessThanOrEqual(100);
        expect(line).not.toMatch(/#\d|GH-\d|@\w|[[\]\n\r]|:\/\/|\*\*/i);
      }),
    );
  });
});
