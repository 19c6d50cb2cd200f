import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { plainMarkdown } from '#agents/markdown.ts';
import { OURS, readStrings } from '#tools/hostile-strings/read-strings.ts';

/** What makes a block or a span of GitHub's Markdown if a line begins with it or holds it. */
const MARKUP = [
  ...['# h', '## heading', '###### h', '##', '---', '- - -', '***', '===', '+ item', '- item', '* item'],
  ...[
    '1. one',
    '2) two',
    '12) dozen',
    '> quoted',
    '[ ] open',
    '- [x] done',
    '| a | b |',
    '~~~',
    '```',
    '`code`',
  ],
  ...[
    '**bold**',
    '_slanted_',
    '~~gone~~',
    '<b>',
    '<!-- hidden -->',
    '![p](https://x.org/a.png)',
    '[l](https://x.org)',
  ],
  ...[
    '<https://x.org>',
    'www.example.com',
    'https://x.org',
    'a@b.org',
    '&copy;',
    '&#64;sam',
    '\\*x*',
    '[^1]',
    '[^1]: note',
  ],
];

/** The tags that a real parser of GitHub's Markdown makes of a text. */
function tagsOf(markdown: string): readonly string[] {
  const html = micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  return [...html.matchAll(/<(\w+)/g)].map(([, tag]) => tag ?? '');
}

const hostile = readStrings(OURS);
const strings = [...MARKUP, ...(hostile.kind === 'ok' ? hostile.value : [])];

describe('words of people and models in GitHub’s Markdown', () => {
  it('has strings to judge', () => {
    expect(strings.length).toBeGreaterThan(200 + MARKUP.length);
  });

  it.each([
    ['that begin a text', '', ['p']],
    ['behind a label', 'Idea: ', ['p']],
    ['that begin an item of a list', '- ', ['ul', 'li']],
    ['that follow a line', 'Reason\n', ['p']],
  ])('%s are words alone', (_, before, tags) => {
    const escaped = strings.filter((text) => plainMarkdown(text) !== '');
    const wrong = escaped.filter((text) => tagsOf(`${before}${plainMarkdown(text)}`).join() !== tags.join());
    expect(wrong).toEqual([]);
  });

  it.each(['## h', '---', '= x', '-5 % of it', '+ more'])('%s shows as it was typed', (text) => {
    expect(micromark(plainMarkdown(text))).toBe(`<p>${text}</p>`);
  });
});
