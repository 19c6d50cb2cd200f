import type { KnownBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { CASES } from '#test/features/golden-cases.ts';
import { mrkdwnAsText } from '#test/support/as-text.ts';
import { sizeOf } from '#test/support/message-size.ts';

/** An edit notifies no person, so the text of a stamped message may be longer. */
const ALL = CASES.filter(({ name }) => name !== 'plan-rejected');

const textOf = ({ text }: { readonly text: string }) => mrkdwnAsText(text, (id) => id);

const casesOf = (topic: string) => CASES.filter((one) => one.topic === topic);

/** Every golden message of a topic, with its size. */
function sizes(topic: string) {
  return casesOf(topic).map(({ name, message }) => ({ name, ...sizeOf(message()) }));
}

describe('what a reader is asked to read', () => {
  it('is counted as it is rendered', () => {
    const text = { type: 'mrkdwn', text: 'one\ntwo' } as const;
    const blocks: KnownBlock[] = [
      { type: 'header', text: { type: 'plain_text', text: 'Head' } },
      { type: 'image', alt_text: 'a long alt text', image_url: 'https://example.com/a.png' },
      { type: 'section', text, fields: [text, text] },
      { type: 'context', elements: [text] },
    ];
    const size = sizeOf({ text: '&lt;b&gt; <https://example.com|here>', blocks });
    expect(size).toMatchObject({
      lines: 1 + 1 + 4 + 1,
      notification: '<b> here (https://example.com)'.length,
    });
    expect(size.characters).toBeLessThan('Head one two one two one two one two'.length + 20);
  });

  it('of a look is at most 8 lines and 900 characters, of several treatments 12 lines', () => {
    const reports = sizes('report');
    expect(reports.length).toBeGreaterThan(3);
    for (const { name, lines, characters } of reports) {
      expect({ name, within: lines <= (name.includes('treatments') ? 12 : 8) && characters <= 900 }).toEqual({
        name,
        within: true,
      });
    }
  });

  it('of a decision is at most 12 lines with its buttons', () => {
    const over = sizes('decision').filter(({ lines }) => lines > 12);
    expect(over).toEqual([]);
  });

  it('of a plan is at most 25 lines', () => {
    expect(casesOf('plan').length).toBeGreaterThan(8);
    expect(sizes('plan').filter(({ lines }) => lines > 25)).toEqual([]);
  });

  it.each(['report', 'decision', 'plan'])('of a notification of a %s is at most 140 characters', (topic) => {
    expect(sizes(topic).filter(({ notification }) => notification > 140)).toEqual([]);
  });

  it.each(ALL)(
    'of a notification of $name begins with a sentence that a phone shows whole',
    ({ message }) => {
      const [first = ''] = textOf(message()).split(/(?<=[.!?])\s|\n/u);
      expect(first.length, first).toBeLessThanOrEqual(140);
    },
  );
});

describe('whom a message calls', () => {
  it.each(ALL.filter(({ topic }) => topic !== null))('once at most: $name', ({ message }) => {
    const { text, blocks } = message();
    for (const part of [text, JSON.stringify(blocks)]) {
      const called = part.match(/<@[^>]+>/gu) ?? [];
      expect(called.length, called.join()).toBe(new Set(called).size);
    }
  });

  it('is a person once on the card of a new experiment', () => {
    const [card] = CASES.filter(({ name }) => name === 'card-proposed');
    expect(JSON.stringify(card?.message().blocks).match(/<@p_maria>/gu)).toHaveLength(1);
  });
});
