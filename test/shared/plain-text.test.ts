import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutral } from '#shared/plain-text.ts';
import { hostileText } from '#test/features/hostile.ts';

describe('neutral', () => {
  it.each([
    [
      'a forged line',
      'Fine.\n✅ *Approved by @priya*\n[ Ship now ]',
      'Fine. (tick) ∗Approved by @priya∗ ( Ship now )',
    ],
    ['codes of emoji', ':white_check_mark: at 10:30:15 a::b', '∶white_check_mark∶ at 10:30:15 a::b'],
    ['bare addresses', 'see evil.com or https://a.co/x', 'see evil․com or https∶//a․co/x'],
    ['an e-mail address', 'ada@shop.dev', 'ada@shop․dev'],
    ['italics, not names', '_so_ it is: snake_case', 'ˍsoˍ it is: snake_case'],
    ['a quotation', '> no > yes', '› no > yes'],
    ['letters drawn bold', '𝐀𝐩𝐩𝐫𝐨𝐯𝐞𝐝', 'Approved'],
    ['signs of direction', 'a\u202Eb\u2066c\u2069\u200Fd', 'abcd'],
    ['hidden signs', 'a\u200Bb\u{E0041}\u00AD\uFEFF\u2060c\u0000', 'abc'],
    ['fillers', 'a\u3164\u3164\u2800b', 'a b'],
    ['other line breaks', 'a\u2028b\u2029c\u0085d\ve', 'a b c d e'],
    ['decomposed letters', 'e\u0301', 'é'],
    ['heaped marks', `a${'\u0316'.repeat(40)}`, `a${'\u0316'.repeat(4)}`],
  ])('takes the effect from %s', (_, text, line) => {
    expect(neutral(text)).toBe(line);
  });

  it.each([
    'Show 2.5 times more, e.g. at 10:30: “yes” (50 %)?',
    'src/game/first-gate.ts:12 and edits[0].path',
    'می‌خواهم क्‍ष 👩‍👩‍👧‍👦 🇩🇪 第一个关卡',
    '\u2068שלום\u2069 rises by 4.3\u00A0%',
  ])('leaves alone: %s', (text) => {
    expect(neutral(text)).toBe(text);
  });

  it('has one line, shows all of its signs, and is its own result', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const line = neutral(text);
        expect(neutral(line)).toBe(line);
        expect(line).not.toMatch(
          /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066\u2067\u200B\u200E\u200F\u2060\uFEFF*~`]/u,
        );
        expect(line.isWellFormed()).toBe(true);
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
