import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emojiOf } from '#sandbox/terminal/emoji.ts';
import { line, textOfLine } from '#sandbox/terminal/line.ts';
import { mrkdwnLines } from '#sandbox/terminal/mrkdwn.ts';
import { cutText, lineWidth, widthOf } from '#sandbox/terminal/width.ts';
import { wrapLine } from '#sandbox/terminal/wrap.ts';

const names = { user: (id: string) => id.toLowerCase(), channel: (id: string) => id };

describe('widths', () => {
  it.each([
    ['abc', 3],
    ['日本', 4],
    ['e\u0301', 1],
    ['🚀', 2],
    ['👩‍👩‍👧', 2],
    ['✓', 1],
    ['⚠️', 2],
    ['🇩🇪', 2],
    ['\u200b', 0],
    ['ｆｕｌｌ', 8],
  ])('%s takes %i columns', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  it('cuts to the width, never more', () => {
    expect(cutText('日本語', 5)).toBe('日本…');
    expect(cutText('short', 5)).toBe('short');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, width) => {
        expect(widthOf(cutText(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('wrapping', () => {
  it('hangs under a list mark', () => {
    const lines = wrapLine(line('• one two three four'), 11);
    expect(lines.map(textOfLine)).toEqual(['• one two', '  three', '  four']);
  });

  it('breaks a word that is longer than the line', () => {
    expect(wrapLine(line('abcdefghijklmnop'), 8).map(textOfLine)).toEqual(['abcdefgh', 'ijklmnop']);
  });

  it('never makes a line wider than asked for, and loses nothing but blanks', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 8, max: 60 }),
        (text, width) => {
          const lines = wrapLine(line(text), width);
          const bare = (value: string) => value.replaceAll(/\s/gu, '');
          expect(Math.max(...lines.map(lineWidth))).toBeLessThanOrEqual(width);
          expect(bare(lines.map(textOfLine).join(''))).toBe(bare(text));
        },
      ),
    );
  });
});

describe('mrkdwn', () => {
  it('never lets a text through as markup that was escaped', () => {
    const [shown] = mrkdwnLines('&lt;@U1&gt; &amp;lt;', names);
    expect(textOfLine(shown ?? [])).toBe('<@U1> &lt;');
  });

  it('shows code within bold, and leaves single signs alone', () => {
    const [shown] = mrkdwnLines('*bold `code` end* 2 * 3', names);
    expect(shown?.map(({ text, styles }) => [text, styles.join('+')])).toEqual([
      ['bold ', 'bold'],
      ['code', 'bold+code'],
      [' end', 'bold'],
      [' 2 * 3', ''],
    ]);
  });
});

describe('emoji', () => {
  it('have a name that Slack knows, wherever the product uses one', () => {
    // Between letters, brackets or digits it is a part of a key or of a time.
    const used = globSync('src/**/*.ts').flatMap((path) =>
      Array.from(
        readFileSync(path, 'utf8').matchAll(/(?<![\w}]):([a-z0-9_+-]+):(?![\w$])/g),
        ([, emoji = '']) => emoji,
      ),
    );
    // `:memory:` is the name of SQLite's store that has no file.
    const names = used.filter((name) => name !== 'memory');
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => emojiOf(name) === null)).toEqual([]);
  });

  it.each([
    ['rocket', '🚀'],
    ['warning', '⚠️'],
    ['hand', '✋'],
    ['raised_hand', '✋'],
    ['ballot_box_with_check', '✓'],
    ['rainbow-flag', '🏳️‍🌈'],
    ['warnings', null],
  ])('shows :%s: as %s', (name, emoji) => {
    expect(emojiOf(name)).toBe(emoji);
  });
});
