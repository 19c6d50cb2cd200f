import { describe, expect, it } from 'vitest';
import { fileCleanUpBody } from '#agents/file-clean-up-body.ts';
import { filePrBody } from '#agents/file-pr-body.ts';
import { CLEAN_UP_CLAIMS, FILE_CLAIMS, IMPLEMENT_CLAIMS, TEST_CLAIM } from '#agents/gate-claims.ts';
import { GATE_REASONS } from '#agents/gate-rules.ts';
import { plainMarkdown } from '#agents/markdown.ts';
import { type CleanUpStory, cleanUpPrBody, implementationPrBody } from '#agents/pr-body.ts';
import { variantPath } from '#domain/design/tested-file.ts';
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
    facts: {
      parsed: { typescript: ['src/game/level-gate.ts', 'test/level-gate.test.ts'] },
      unparsed: ['web/gate.xsl'],
      keyAt: ['src/game/level-gate.ts:12'],
      readAt: ['src/game/level-gate.ts:14'],
      hasTestRunner: true,
      reading: {
        steps: 2,
        tokens: 9_000,
        files: ['src/game/level-gate.ts', 'test/level-gate.test.ts'],
        unread: 1_830,
        unanswered: ['read_range src/old/gate.ts'],
        cut: [],
      },
    },
    template: null,
  },
  rest: { left: [], barred: [] },
  kept: 'treatment',
};

it('lists files that are left so far that GitHub takes the body', () => {
  const many = Array.from({ length: 2_000 }, (_, index) => `packages/generated/clients/file-${index}.ts`);
  const body = cleanUpPrBody({ ...story, rest: { left: many, barred: many } });
  expect(body.length).toBeLessThan(65_536);
  expect(body).toContain('and 1,950 more');
});

const hostileText =
  '--> <img src=x> @everyone fixes #12, GH-7 | `rm` [a](https://evil.example) **b**\n# Head';
const hostile: CleanUpStory = {
  ...story,
  thread: null,
  experiment: 'x --> y',
  implementation: {
    ...story.implementation,
    summary: hostileText,
    testPaths: ['test/`|`.ts'],
    facts: {
      ...story.implementation.facts,
      unparsed: ['web/`|` <b>.xsl'],
      hasTestRunner: false,
      reading: {
        steps: 1,
        tokens: 1,
        files: ['src/`|`.ts'],
        unread: 3,
        unanswered: [hostileText],
        cut: [hostileText],
      },
    },
  },
  plan: planOf([hostileText, 'Second'], {
    hypothesis: hostileText,
    secondary: [],
    request: requestOf({ surface: hostileText }),
  }),
  kept: 'control',
};

const TEMPLATE = `<!-- Say why. -->
## Why

## What
<!-- Say what. -->

### How was it tested?

## Checklist

- [ ] I have read CONTRIBUTING
`;
const templated = { ...story, implementation: { ...story.implementation, template: TEMPLATE } };

const HOSTILE_PATH = 'prompts/`|` <b>\n# x.md';

/** The end of an experiment on this file. */
function ended(file: string) {
  const beside = variantPath(file, 'treatment');
  return {
    file,
    kept: 'treatment',
    promoted: beside,
    removed: [beside],
    naming: [`src/${file}`],
    isCompared: true,
    template: null,
  };
}

describe('pull request bodies', () => {
  it.each([
    ['implementation', implementationPrBody(story)],
    ['clean-up', cleanUpPrBody(story)],
    ['implementation-in-a-template', implementationPrBody(templated)],
    ['implementation-hostile', implementationPrBody(hostile)],
    ['clean-up-hostile', cleanUpPrBody(hostile)],
    ['file', filePrBody({ ...story, file: 'prompts/support.md', asksBot: false, template: null })],
    ['file-hostile', filePrBody({ ...hostile, file: HOSTILE_PATH, asksBot: true, template: TEMPLATE })],
    ['file-clean-up', fileCleanUpBody({ ...story, ...ended('prompts/support.md') })],
    ['file-clean-up-hostile', fileCleanUpBody({ ...hostile, ...ended(HOSTILE_PATH) })],
  ])('are as reviewed: %s', async (name, body) => {
    await expect(body).toMatchFileSnapshot(`${GOLDEN}/${name}.md`);
  });

  it('keep headings and check lists of a template, unticked, with our parts under the headings that ask for them', () => {
    const body = implementationPrBody(templated);
    expect(body.match(/^#+ .+$/gm)).toEqual([
      '## Why',
      '## What',
      '### How was it tested?',
      '## Checklist',
      '## Variants',
      '## Metrics',
      '## Rollout',
      '## How to undo',
      '## What was not checked',
    ]);
    expect(body).toContain('- [ ] I have read CONTRIBUTING');
    expect(body).not.toContain('<!--');
    expect(body).toContain(`## Why\n\n${plainMarkdown(story.plan.hypothesis)}`);
  });

  it('claim no more than was checked: no tests without a runner, nothing run, nothing about files without a parser', () => {
    const { facts } = story.implementation;
    const untested = implementationPrBody({
      ...story,
      implementation: { ...story.implementation, facts: { ...facts, hasTestRunner: false } },
    });
    expect(untested).not.toContain('has a test that asserts');
    expect(untested).toContain('found no test runner in this repository, so the change has no tests');
    for (const body of [untested, implementationPrBody(story), cleanUpPrBody(story)]) {
      expect(body).toContain('The bot did not run this code');
      expect(body).not.toMatch(/checked by code/i);
      expect(body).toContain(
        'Not parsed, because there is no parser for it or it had errors before: `web/gate.xsl`.',
      );
    }
  });

  it('name every reason of the gate in exactly one claim', () => {
    const reasons = (claims: readonly { readonly reasons: readonly string[] }[]) =>
      claims.flatMap((claim) => claim.reasons).sort();
    // Parsing and the edits themselves have lines of their own, with the paths.
    const own = ['syntax', 'edits'];
    expect([...reasons([...IMPLEMENT_CLAIMS, TEST_CLAIM]), ...own].sort()).toEqual(
      [...GATE_REASONS.implement].sort(),
    );
    expect([...reasons(CLEAN_UP_CLAIMS), ...own].sort()).toEqual([...GATE_REASONS['clean-up']].sort());
    expect(reasons(FILE_CLAIMS)).toEqual([...GATE_REASONS.file].sort());
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
    ['a_b *c*', 'a\\_b ∗c∗'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['two\n\nlines', 'two lines'],
  ])('writes %j as %j', (text, markdown) => {
    expect(plainMarkdown(text)).toBe(markdown);
  });
});
