import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  escapeMrkdwn,
  escapeSentence,
  isolated,
  mrkdwn,
  oneLine,
  plainText,
  truncate,
  truncateBytes,
} from '#block-kit/text.ts';

describe('escapeMrkdwn', () => {
  it('leaves what a sentence of code names between back quotes, and that alone', () => {
    expect(escapeSentence('`treatment` of *Visits* <@U1>: see `/experiment list`.')).toBe(
      '`treatment` of ∗Visits∗ &lt;@U1&gt;: see `/experiment list`.',
    );
  });

  it('leaves no mention, broadcast or link standing', () => {
    expect(escapeMrkdwn('<!channel> & <@U1> <https://a.b|c>')).toBe(
      '&lt;!channel&gt; &amp; &lt;@U1&gt; &lt;https∶//a.b|c&gt;',
    );
  });
});

describe('truncate', () => {
  it('leaves text that fits alone', () => {
    expect(truncate('four', 4)).toBe('four');
    expect(truncate('', 0)).toBe('');
  });

  it('ends cut text with an ellipsis, within the limit', () => {
    expect(truncate('abcdef', 4)).toBe('abc…');
    expect(truncate('abcdef', 1)).toBe('…');
    expect(truncate('abcdef', 0)).toBe('');
  });

  it.each([
    ['a code point', 'ab😀cd', 4, 'ab…'],
    ['a joined emoji', 'a👩‍👩‍👧b', 5, 'a…'],
    ['an HTML entity', 'ab&amp;cd', 6, 'ab…'],
    ['a link', 'see <https://example.com|the page> now', 20, 'see …'],
    ['a mention', 'ask <@U012345> now', 10, 'ask …'],
  ])('never cuts inside %s', (_, text, max, cut) => {
    expect(truncate(text, max)).toBe(cut);
  });

  it('keeps an entity that fits whole, and a bare ampersand or angle', () => {
    expect(truncate('ab&amp;cdef', 8)).toBe('ab&amp;…');
    expect(truncate('a & b < c and more', 10)).toBe('a & b < c…');
  });

  it('is never longer than asked and never ends in half a surrogate pair or half an entity', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 0, max: 60 }),
        (text, max) => {
          const cut = truncate(escapeMrkdwn(text), max);
          expect(cut.length).toBeLessThanOrEqual(max);
          expect(cut.isWellFormed()).toBe(true);
          expect(cut).not.toMatch(/&[a-z]{0,3}…$/u);
        },
      ),
    );
  });
});

describe('truncateBytes', () => {
  it('counts what Slack counts when a message is edited', () => {
    expect(truncateBytes('short', 5)).toBe('short');
    expect(Buffer.byteLength(truncateBytes('—'.repeat(2_000), 4_000))).toBeLessThanOrEqual(4_000);
    expect(truncateBytes('—'.repeat(2_000), 4_000).length).toBe(1_333);
    expect(truncateBytes('&'.repeat(1_000), 4_000).length).toBe(800);
  });
});

describe('text objects', () => {
  it('cut to the limit and say what they are', () => {
    expect(mrkdwn('abcdef', 3)).toEqual({ type: 'mrkdwn', text: 'ab…', verbatim: true });
    expect(plainText('abcdef', 3)).toEqual({ type: 'plain_text', text: 'ab…', emoji: true });
  });

  it('put text on one line', () => {
    expect(oneLine('  a\n\n b\t c ', 10)).toBe('a b c');
  });
});

describe('a name in a line that holds figures', () => {
  it('is isolated if it is written from right to left, and stays as it is otherwise', () => {
    expect(isolated('الاحتفاظ لمدة ٧ أيام')).toBe('\u2068الاحتفاظ لمدة ٧ أيام\u2069');
    expect(isolated('שימור')).toBe('\u2068שימור\u2069');
    for (const name of ['7-day retention', '七日留存率', '🔁 Retention']) expect(isolated(name)).toBe(name);
  });
});
