import { describe, expect, it } from 'vitest';
import { RENDERERS } from '#app/features.ts';
import { stamped } from '#features/thread/stamp.ts';
import { CASES, type GoldenCase } from '#test/features/golden-cases.ts';
import { expectAccepted, readable } from '#test/features/lint.ts';
import { renderTopic } from '#test/features/render-topic.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { START } from '#test/support/example-story.ts';
import { expectGolden, goldenFiles } from '#test/support/golden.ts';

/** The messages that are held to their JSON too: together they have every kind of block, and no kind needs two. */
const IN_FULL: readonly string[] = [
  'plan',
  'steps',
  'report-with-pictures',
  'decision-that-expires',
  'answer',
];

const blockTypes = (cases: readonly GoldenCase[]) =>
  new Set(cases.flatMap(({ message }) => message().blocks.map(({ type }) => type)));

describe('the messages of the thread', () => {
  it.each(CASES)('$name reads as reviewed and is what Slack takes', async ({ name, message }) => {
    const rendered = message();
    expectAccepted(rendered);
    expectGolden(`messages/${name}.txt`, await readable(rendered));
    if (IN_FULL.includes(name)) expectGolden(`messages/${name}.json`, JSON.stringify(rendered, null, 2));
  });

  it('have a reviewed file for every topic that a slice renders', () => {
    const covered = new Set<string | null>(CASES.map(({ topic }) => topic));
    expect(Object.keys(RENDERERS).filter((topic) => !covered.has(topic))).toEqual([]);
  });

  it('have every kind of block in a message that is held to its JSON', () => {
    const inFull = CASES.filter(({ name }) => IN_FULL.includes(name));
    expect(blockTypes(inFull)).toEqual(blockTypes(CASES));
  });

  it('leave no reviewed file without a message', () => {
    const known = [...CASES.map(({ name }) => `${name}.txt`), ...IN_FULL.map((name) => `${name}.json`)];
    const views = /^(?:modal|home)-/;
    expect(goldenFiles('messages').filter((file) => !views.test(file) && !known.includes(file))).toEqual([]);
  });

  it('lose their buttons, and nothing else, when one is pressed', async () => {
    const original = renderTopic(EXAMPLES.inReview, 'plan');
    const pressed = stamped(original, 'Approved by <@p_priya>', START);
    expectAccepted(pressed);
    const kept = original.blocks.filter((block) => block.type !== 'actions');
    expect(pressed.blocks.slice(0, -1)).toEqual(kept);
    expect(await readable(pressed)).toMatch(/Approved by @priya · 2026-01-05 09:00 UTC$/);
  });
});
