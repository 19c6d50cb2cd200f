import { readdirSync, readFileSync } from 'node:fs';
import slackNames from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { emojiNamed, withEmojiShown } from '#desk/block-kit/emoji.ts';

/** What Slack shows for a name. */
const SLACK = new Map(
  Object.entries<string | readonly string[]>(slackNames).flatMap(([code, names]) =>
    [names]
      .flat()
      .map((name) => [
        name,
        String.fromCodePoint(...code.split('-').map((point) => Number.parseInt(point, 16))),
      ]),
  ),
);

const SOURCES = new URL('../../../src/', import.meta.url);

/** Names of emoji in the texts of the product; a lone letter between colons is part of something else. */
const named = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .flatMap((path) => [...readFileSync(new URL(path, SOURCES), 'utf8').matchAll(/:([a-z0-9_+-]{2,}):/g)])
  .flatMap(([, name]) => (name !== undefined && SLACK.has(name) ? [name] : []));

describe('emoji by name', () => {
  it('are known for every name that a text of the product uses', () => {
    expect(named.length).toBeGreaterThan(30);
    expect([...new Set(named)].filter((name) => emojiNamed(name) === null)).toEqual([]);
  });

  it('are those that Slack shows', () => {
    const wrong = [...new Set(named)].filter(
      (name) => emojiNamed(name)?.replaceAll('\uFE0F', '') !== SLACK.get(name),
    );
    expect(wrong).toEqual([]);
  });

  it('leave a time of day and unknown names as they are', () => {
    expect(withEmojiShown('at 10:00:00 :constructor: :x:')).toBe('at 10:00:00 :constructor: ❌');
  });
});
