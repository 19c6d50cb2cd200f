import { describe, expect, it } from 'vitest';
import { mrkdwnHtml } from '#desk/block-kit/mrkdwn-html.ts';

const NAMES = {
  user: (id: string) => (id === 'UPRIYA' ? 'Priya <b>' : null),
  channel: (id: string) => (id === 'C_GROWTH' ? 'growth' : null),
};

const shown = (text: string) => mrkdwnHtml(text, NAMES).text;

describe('mrkdwn as HTML', () => {
  it.each([
    ['*bold* and _slanted_ and ~gone~', '<strong>bold</strong> and <em>slanted</em> and <s>gone</s>'],
    ['*bold with _both_*', '<strong>bold with <em>both</em></strong>'],
    ['2*3*4, snake_case_name, a * b * c', '2*3*4, snake_case_name, a * b * c'],
    ['`a*b*c` and *`d`*', '<code>a*b*c</code> and <strong><code>d</code></strong>'],
    [':white_check_mark: at 10:00', '✅ at 10:00'],
    ['a &lt;b&gt; &amp; c', 'a &lt;b&gt; &amp; c'],
    ['&amp;lt;', '&amp;lt;'],
    [
      '<https://a.example/?x=1&amp;y=2|the *page*>',
      '<a href="https://a.example/?x=1&amp;y=2" rel="noreferrer">the *page*</a>',
    ],
    ['<javascript:alert(1)|x>', '&lt;javascript:alert(1)|x&gt;'],
    ['<@UPRIYA>', '<span class="mention">@<bdi>Priya &lt;b&gt;</bdi></span>'],
    ['<@UNOBODY>', '<span class="mention">@<bdi>UNOBODY</bdi></span>'],
    ['<#C_GROWTH|old>', '<span class="mention">#<bdi>growth</bdi></span>'],
    [
      '<!date^1767603600^{date_short_pretty} at {time}|2026-01-05 09:00 UTC>',
      '<time datetime="2026-01-05T09:00:00.000Z">Jan 5, 2026 at 09:00 UTC</time>',
    ],
    [
      '<!date^1767603600^{date_num} {constructor}|x>',
      '<time datetime="2026-01-05T09:00:00.000Z">2026-01-05 {constructor}</time>',
    ],
    ['<!date^x^{date}|some day>', 'some day'],
    ['<!channel>', '&lt;!channel&gt;'],
  ])('%s', (text, html) => {
    expect(shown(text)).toBe(`<p dir="auto">${html}</p>`);
  });

  it('makes lists of bullets, and paragraphs of lines', () => {
    expect(shown('Head\n• one\n• two\nmore\n\nend')).toBe(
      '<p dir="auto">Head</p><ul><li dir="auto">one</li><li dir="auto">two</li></ul><p dir="auto">more</p><p dir="auto">end</p>',
    );
  });

  it('makes quotations and code', () => {
    expect(shown('&gt; said\n&gt; so\n```\nx < y *z*\n```')).toBe(
      '<blockquote dir="auto">said<br>so</blockquote><pre><code>x &lt; y *z*\n</code></pre>',
    );
    expect(shown('a ``` b')).toBe('<p dir="auto">a ``` b</p>');
  });
});
