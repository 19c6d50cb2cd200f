import { describe, expect, it } from 'vitest';
import { plainMarkdown } from '#agents/markdown.ts';
import { type CleanUpStory, cleanUpPrBody, implementationPrBody } from '#agents/pr-body.ts';
import { planHash } from '#domain/plan.ts';
import { planOf, requestOf } from './examples.ts';

const GOLDEN = '../golden/pull-requests';

const story: CleanUpStory = {
  experiment: 'gate-k7q2',
  plan: planOf(),
  thread: 'https://example.slack.com/archives/C1/p1700000000000100',
  implementation: {
    summary: 'FIRST_GATE_LEVEL now depends on the variant. The flag is read once, before any event.',
    edits: [
      { path: 'src/game/level-gate.ts', content: 'x' },
      { path: 'src/game/late-gate.ts', content: null },
    ],
    testPaths: ['test/level-gate.test.ts'],
  },
  rest: { left: [], barred: [] },
  kept: 'treatment',
};

const hostileText =
  '--> <img src=x> @everyone fixes #12, GH-7 | `rm` [a](https://evil.example) **b**\n# Head';
const hostile: CleanUpStory = {
  ...story,
  thread: null,
  experiment: 'x --> y',
  implementation: { ...story.implementation, summary: hostileText, testPaths: ['test/`|`.ts'] },
  plan: planOf([hostileText, 'Second'], {
    hypothesis: hostileText,
    secondary: [],
    request: requestOf({ surface: hostileText }),
  }),
  kept: 'control',
};

describe('pull request bodies', () => {
  it.each([
    ['implementation', implementationPrBody(story)],
    ['clean-up', cleanUpPrBody(story)],
    ['implementation-hostile', implementationPrBody(hostile)],
    ['clean-up-hostile', cleanUpPrBody(hostile)],
  ])('are as reviewed: %s', async (name, body) => {
    await expect(body).toMatchFileSnapshot(`${GOLDEN}/${name}.md`);
  });

  it('carry the plan hash that was approved', () => {
    const hash = planHash(story.plan).slice(0, 12);
    for (const body of [implementationPrBody(story), cleanUpPrBody(story)])
      expect(body).toContain(`\`${hash}\``);
  });

  it('name no button that is not there: what stops an experiment is typed', () => {
    expect(implementationPrBody(story)).toContain('`/experiment pause gate-k7q2`');
  });

  it('let no words of people notify, close issues, link or hide', () => {
    for (const body of [implementationPrBody(hostile), cleanUpPrBody(hostile)]) {
      expect(body).not.toMatch(/@everyone|#12|GH-7|(?<!\\)<img|https:\/\//);
      expect(body).not.toContain('<!--');
    }
  });
});

describe('plainMarkdown', () => {
  it.each([
    ['# Head', '\\# Head'],
    ['1. first', '\\1. first'],
    ['a_b *c*', 'a\\_b \\*c\\*'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['two\n\nlines', 'two lines'],
  ])('writes %j as %j', (text, markdown) => {
    expect(plainMarkdown(text)).toBe(markdown);
  });
});
